package io.virga.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyFileTest {

    private static Map<String, Set<Access>> parse(String... lines) {
        return PolicyFile.parse("policy", List.of(lines), SomeRules.all());
    }

    @Test
    void readsLinesAndSkipsCommentsAndEmptyOnes() {
        var overrides = parse("# ours", "", "create_thing = project-manager,admin # only these", "get_thing=public");

        assertThat(overrides)
                .isEqualTo(Map.of(
                        "create_thing",
                        EnumSet.of(Access.PROJECT_MANAGER, Access.ADMIN),
                        "get_thing",
                        EnumSet.of(Access.PUBLIC)));
    }

    @Test
    void theRulesOfOtherServicesAreNoneOfOurs() {
        assertThat(parse("os_compute_api:servers:create = project-manager", "identity:create_user = admin"))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @Tag("SEC-26")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "create_thng = admin               | policy:1: there is no rule 'create_thng'. Is it one of: create_thing?",
                "os_compute_api:servers:crate = admin | Is it one of: os_compute_api:servers:create",
                "no_such_thing_at_all = admin      | `virga policy rule list` shows them all",
                "create_thing = project_member     | there is no persona 'project_member'. There are: public, authenticated",
                "create_thing = admin,             | there is no persona ''",
                "create_thing                      | write 'rule:name = persona, persona' instead of 'create_thing'",
                "create_thing =                    | write 'rule:name = persona, persona'",
                "= admin                           | write 'rule:name = persona, persona'",
                "create_thing = admin = service    | write 'rule:name = persona, persona'",
                "create_thing = domain-member, admin | 'create_thing' is not about a user or a domain; take away domain-member",
                "get_user = project-member, self    | 'get_user' is not about a project; take away project-member",
                "os_compute_api:servers:create = root | there is no persona 'root'",
            })
    void aMistakeStopsTheStartAndSaysWhatToMend(String line, String message) {
        assertThatThrownBy(() -> parse(line))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aRuleIsNamedOnce() {
        assertThatThrownBy(() -> parse("get_thing = admin", "get_thing = public"))
                .hasMessageContaining("policy:2: the rule 'get_thing' is there twice");
    }

    @Test
    void allMistakesAreToldAtOnce() {
        assertThatThrownBy(() -> parse("get_thing = wizard", "get_thng = admin"))
                .hasMessageContaining("wizard")
                .hasMessageContaining("get_thng");
    }

    @Test
    void aMissingFileStopsTheStart() {
        assertThatThrownBy(() -> PolicyFile.read(Path.of("/nowhere/policy"), SomeRules.all()))
                .hasMessageContaining("virga.policy-file names /nowhere/policy, which cannot be read")
                .hasMessageContaining("or take the setting away");
    }
}
