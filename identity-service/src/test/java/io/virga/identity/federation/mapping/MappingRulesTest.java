package io.virga.identity.federation.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.virga.identity.federation.mapping.Mapped.DomainName;
import io.virga.identity.federation.mapping.Mapped.GroupName;
import io.virga.identity.federation.mapping.Mapped.ProjectWish;
import io.virga.identity.federation.mapping.Mapped.Who;
import io.virga.model.CloudException.Forbidden;
import io.virga.model.CloudException.Invalid;
import io.virga.web.Fields;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MappingRulesTest {

    private static final String USER = "{'user':{'name':'{0}'}}";
    private static final String ADA =
            "{'sub':'4711','preferred_username':'ada','groups':['astronomy','physics'],'email_verified':true}";

    @Test
    void placesAreFilledInTheOrderOfTheConditionsThatYieldSomething() {
        var mapped = map(
                "{'user':{'name':'{0} of {1}','id':'{{{0}}}','email':'{0}@x'}}",
                "{'type':'email_verified','any_one_of':['true']},{'type':'preferred_username'},{'type':'sub'}", ADA);
        assertThat(mapped.who())
                .isEqualTo(new Who.Ephemeral(Optional.of("{ada}"), Optional.of("ada of 4711"), Optional.of("ada@x")));
    }

    @Test
    void aRuleCountsWhenAllItsConditionsHold() {
        var member = "{'type':'groups','any_one_of':['physics','chemistry']}";
        var outsider = "{'type':'groups','not_any_of':['physics']}";
        assertThat(name(USER, "{'type':'preferred_username'}," + member, ADA)).isEqualTo("ada");
        refuses(USER, "{'type':'preferred_username'}," + outsider, ADA);
        refuses(USER, "{'type':'preferred_username'},{'type':'absent'}", ADA);
    }

    @Test
    void aConditionAboutAnAbsentClaimDoesNotHoldNotEvenNotAnyOf() {
        refuses(USER, "{'type':'preferred_username'},{'type':'absent','not_any_of':['x']}", ADA);
    }

    @Test
    void regularExpressionsMatchAnywhereInTheValue() {
        var found = "{'type':'preferred_username'},{'type':'groups','any_one_of':['^astro'],'regex':true}";
        assertThat(name(USER, found, ADA)).isEqualTo("ada");
        refuses(USER, found.replace("^astro", "^stro"), ADA);
        refuses(USER, found.replace(",'regex':true", ""), ADA);
    }

    @Test
    void listsOfGroupsAreNarrowedByWhitelistAndBlacklist() {
        var local = USER + ",{'groups':'{1}','domain':{'id':'d'}}";
        var names = "{'type':'preferred_username'},{'type':'groups','%s':['physics']}";
        assertThat(map(local, names.formatted("whitelist"), ADA).groups()).containsExactly(group("physics"));
        assertThat(map(local, names.formatted("blacklist"), ADA).groups()).containsExactly(group("astronomy"));
        assertThat(map(local, "{'type':'preferred_username'},{'type':'groups','whitelist':[]}", ADA)
                        .groups())
                .isEmpty();
    }

    @Test
    void groupsComeByIdByNameAndByList() {
        var local = USER + ",{'group':{'id':'a1'}},{'group':{'name':'n','domain':{'name':'D'}}},{'group_ids':'{1}'}";
        var mapped = map(local, "{'type':'preferred_username'},{'type':'groups'}", ADA);
        assertThat(mapped.groupIds()).containsExactlyInAnyOrder("a1", "astronomy", "physics");
        assertThat(mapped.groups())
                .containsExactly(new GroupName("n", new DomainName(Optional.empty(), Optional.of("D"))));
    }

    @Test
    void aTeamBecomesAProjectEach() {
        var local = USER + ",{'projects':[{'name':'team-{1}','roles':[{'name':'member'},{'name':'reader'}]}]}";
        var mapped = map(local, "{'type':'preferred_username'},{'type':'groups'}", ADA);
        var roles = Set.of("member", "reader");
        assertThat(mapped.projects())
                .containsExactly(
                        new ProjectWish("team-astronomy", Optional.empty(), roles),
                        new ProjectWish("team-physics", Optional.empty(), roles));
    }

    @Test
    void theFirstUserCountsAndTheRestAddsUp() {
        var rules = rules("""
                [{'local':[{'user':{'name':'{0}'}},{'group':{'id':'a'}}],'remote':[{'type':'preferred_username'}]},
                 {'local':[{'user':{'name':'nobody'}},{'group':{'id':'b'}}],'remote':[{'type':'sub'}]}]""");
        var mapped = rules.map(claims(ADA));
        assertThat(mapped.groupIds()).containsExactly("a", "b");
        assertThat(((Who.Ephemeral) mapped.who()).name()).contains("ada");
    }

    @Test
    void aLocalUserNeedsADomain() {
        var local = "{'user':{'name':'{0}','type':'local'}}";
        refuses(local, "{'type':'preferred_username'}", ADA);
        var mapped = map(local.replace("}}", "},'domain':{'id':'d'}}"), "{'type':'preferred_username'}", ADA);
        assertThat(mapped.who()).isInstanceOf(Who.Local.class);
    }

    @Test
    void membersOfObjectsAndTheNamesOfApacheAreFound() {
        var claims = "{'realm_access':{'roles':['ops']},'preferred_username':'ada'}";
        var remote = "{'type':'%s'},{'type':'realm_access.roles','any_one_of':['ops']}";
        for (var name :
                new String[] {"preferred_username", "OIDC-preferred_username", "HTTP_OIDC_PREFERRED_USERNAME"}) {
            assertThat(name(USER, remote.formatted(name), claims)).isEqualTo("ada");
        }
    }

    @Tag("SEC-24")
    @ParameterizedTest
    @ValueSource(strings = {"false", "'false'", "'FALSE'", "'False'", "['FALSE']", "null", "''", "[]", "{}"})
    void nothingThatSaysFalseIsTaken(String value) {
        var claims = "{'preferred_username':'ada','employee':%s}".formatted(value);
        refuses(USER, "{'type':'preferred_username'},{'type':'employee'}", claims);
        refuses(USER, "{'type':'preferred_username'},{'type':'employee','any_one_of':['true']}", claims);
        refuses(USER, "{'type':'preferred_username'},{'type':'employee','any_one_of':[true]}", claims);
        refuses(USER, "{'type':'preferred_username'},{'type':'employee','not_any_of':['false']}", claims);
        refuses(USER, "{'type':'preferred_username'},{'type':'employee','not_any_of':[false]}", claims);
    }

    @Tag("SEC-24")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "'astronomy;admins'",
                "'astronomy,admins'",
                "'[\\'astronomy\\', \\'admins\\']'",
                "['astronomy', {'name':'admins'}]",
                "['astronomy', ['admins']]",
                "{'0':'admins'}",
                "'admins\\n'",
                "'Admins'",
                "' admins'"
            })
    void whatLooksLikeAListIsNone(String groups) {
        var claims = "{'preferred_username':'ada','groups':%s}".formatted(groups);
        refuses(USER, "{'type':'preferred_username'},{'type':'groups','any_one_of':['admins']}", claims);
    }

    @Test
    @Tag("SEC-24")
    void whatIsPutInIsNotLookedAtAgain() {
        var claims = "{'preferred_username':'{1}','sub':'4711','groups':['{0}','{{','a\\', \\'b']}";
        var mapped = map(
                USER + ",{'groups':'{2}','domain':{'id':'d'}}",
                "{'type':'preferred_username'},{'type':'sub'},{'type':'groups'}",
                claims);
        assertThat(((Who.Ephemeral) mapped.who()).name()).contains("{1}");
        assertThat(mapped.groups()).containsExactly(group("{0}"), group("{{"), group("a', 'b"));
    }

    @Test
    @Tag("SEC-24")
    void oneNameIsNotMadeOfSeveral() {
        refuses(USER, "{'type':'groups'}", ADA);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "[{'local':[],'remote':[]}]",
                "[{'remote':[{'type':'a'}]}]",
                "[{'local':[{'user':{'name':'{1}'}}],'remote':[{'type':'a'},{'type':'b','any_one_of':['x']}]}]",
                "[{'local':[{'user':{'name':'{0'}}],'remote':[{'type':'a'}]}]",
                "[{'local':[{'user':{'name':'{0.real}'}}],'remote':[{'type':'a'}]}]",
                "[{'local':[{'groups':'{0}'}],'remote':[{'type':'a'}]}]",
                "[{'local':[{'group':{'name':'x'}}],'remote':[{'type':'a'}]}]",
                "[{'local':[{'user':{'name':'x','type':'root'}}],'remote':[{'type':'a'}]}]",
                "[{'local':[{'projects':[{'name':'x'}]}],'remote':[{'type':'a'}]}]",
                "[{'local':[{'admin':true}],'remote':[{'type':'a'}]}]",
                "[{'local':[],'remote':[{'type':'a','any_one_of':['x'],'not_any_of':['y']}]}]",
                "[{'local':[],'remote':[{'type':'a','any_one_of':'x'}]}]",
                "[{'local':[],'remote':[{'type':'a','any_one_of':['('],'regex':true}]}]",
                "[{'local':[],'remote':[{'type':'a','any_one_of':['x'],'regex':'true'}]}]",
                "[{'local':[],'remote':[{'type':'a','nearly':['x']}]}]"
            })
    void whatCouldOnlyFailLaterIsRefused(String rules) {
        assertThatThrownBy(() -> rules(rules)).isInstanceOf(Invalid.class);
    }

    private static GroupName group(String name) {
        return new GroupName(name, new DomainName(Optional.of("d"), Optional.empty()));
    }

    private static void refuses(String local, String remote, String claims) {
        assertThatThrownBy(() -> map(local, remote, claims)).isInstanceOf(Forbidden.class);
    }

    private static String name(String local, String remote, String claims) {
        return ((Who.Ephemeral) map(local, remote, claims).who()).name().orElseThrow();
    }

    private static Mapped map(String local, String remote, String claims) {
        return rules("[{'local':[%s],'remote':[%s]}]".formatted(local, remote)).map(claims(claims));
    }

    private static MappingRules rules(String rules) {
        return MappingText.parse(Fields.parse("{\"rules\":%s}".formatted(json(rules))));
    }

    private static Claims claims(String text) {
        try {
            return Claims.of(new ObjectMapper().readTree(json(text)));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    // JSON with single quotes, of which escaped ones stand for themselves.
    private static String json(String text) {
        return text.replace("\\'", "\u0001").replace('\'', '"').replace('\u0001', '\'');
    }
}
