package io.virga.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.virga.model.Caller;
import io.virga.model.Caller.Delegation;
import io.virga.model.Caller.Scope;
import io.virga.model.ProjectId;
import io.virga.model.UserId;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTest {

    private static final Policy DEFAULTS = new Policy(Map.of());
    private static final Scope PROJECT = new Scope.Project(new ProjectId("p"));
    private static final Scope DOMAIN = new Scope.Domain("d");
    private static final Scope SYSTEM = new Scope.System();

    private static Caller caller(Scope scope, String... roles) {
        return new Caller(new UserId("u"), "u", scope, Set.of(roles), false);
    }

    private static boolean admits(Policy policy, String rule, Caller caller) {
        return policy.isAdmitted(SomeRules.named(rule), caller);
    }

    @Test
    void byDefaultAdministratorsAreAdmittedEverywhereAndServicesWhereProjectsAre() {
        for (var rule : SomeRules.all().keySet()) {
            assertThat(admits(DEFAULTS, rule, caller(PROJECT, "admin")))
                    .as(rule)
                    .isTrue();
        }
        assertThat(admits(DEFAULTS, "create_thing", caller(PROJECT, "service"))).isTrue();
        assertThat(admits(DEFAULTS, "create_thing", caller(DOMAIN, "service"))).isFalse();
    }

    @Test
    void aTighterLineRefusesWhoeverItDoesNotName() {
        var tight = new Policy(Map.of("create_thing", EnumSet.of(Access.PROJECT_MANAGER)));

        assertThat(admits(tight, "create_thing", caller(PROJECT, "manager", "member", "reader")))
                .isTrue();
        assertThat(admits(tight, "create_thing", caller(PROJECT, "member", "reader")))
                .isFalse();
        assertThat(admits(tight, "create_thing", caller(SYSTEM, "admin"))).isFalse();
        assertThat(admits(tight, "create_thing", caller(PROJECT, "service"))).isFalse();
        assertThat(admits(tight, "get_thing", caller(PROJECT, "reader"))).isTrue();
    }

    @Test
    void aLooserLineAdmitsMore() {
        var loose = new Policy(Map.of("create_thing", EnumSet.of(Access.AUTHENTICATED)));

        assertThat(admits(loose, "create_thing", caller(new Scope.Unscoped()))).isTrue();
        assertThat(admits(DEFAULTS, "create_thing", caller(new Scope.Unscoped())))
                .isFalse();
    }

    @Test
    @Tag("SEC-22")
    void adminOrServiceOnADomainIsNothingInTheCloud() {
        var domainAdmin = caller(DOMAIN, "admin", "manager", "member", "reader", "service");

        assertThat(Policy.personas(domainAdmin))
                .isEqualTo(EnumSet.of(
                        Access.PUBLIC,
                        Access.AUTHENTICATED,
                        Access.SELF,
                        Access.DOMAIN_READER,
                        Access.DOMAIN_MEMBER,
                        Access.DOMAIN_MANAGER,
                        Access.DOMAIN_ADMIN));
        assertThat(domainAdmin.readsAll()).isFalse();
        assertThat(domainAdmin.changesAll()).isFalse();
    }

    @Test
    void aReaderOnTheSystemReadsAllAndChangesNothing() {
        var reader = caller(SYSTEM, "reader");

        assertThat(reader.readsAll()).isTrue();
        assertThat(reader.changesAll()).isFalse();
        assertThat(reader.sees(new ProjectId("other"))).isTrue();
        assertThat(reader.owns(new ProjectId("other"))).isFalse();
        assertThat(admits(DEFAULTS, "get_thing", reader)).isTrue();
        assertThat(admits(DEFAULTS, "create_thing", reader)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "create_thing | the role 'member' in the project, or the role 'admin'",
                "get_thing    | the role 'reader' in the project, or the role 'reader' on the system, or the role 'admin'",
                "get_user     | to be the user concerned, or the role 'reader' on the domain, or the role 'reader' on the system, or the role 'admin'",
                "serve        | the role 'service', or the role 'admin'",
            })
    void aRefusalNamesTheRuleAndTheLeastThatWouldDo(String rule, String need) {
        assertThat(DEFAULTS.refusal(SomeRules.named(rule)))
                .hasMessage("Policy doesn't allow " + rule + " to be performed: it needs " + need + ".");
    }

    @Test
    void rolesThatImplyASufficientOneGoWithoutSaying() {
        var several = new Policy(
                Map.of("create_thing", EnumSet.of(Access.PROJECT_MANAGER, Access.PROJECT_MEMBER, Access.SYSTEM_ADMIN)));

        assertThat(several.need(SomeRules.named("create_thing")))
                .isEqualTo("the role 'member' in the project, or the role 'admin' on the system");
    }

    @ParameterizedTest
    @Tag("SEC-18")
    @CsvSource({
        "get_thing, true, true, true",
        "make_key, true, false, false",
        "get_secret, false, false, false",
    })
    void whatLastsIsNotForDelegatedTokens(String rule, boolean unrestricted, boolean restricted, boolean trust) {
        var free = new Delegation.ApplicationCredential("a", true);
        var bound = new Delegation.ApplicationCredential("a", false);

        assertThat(admits(DEFAULTS, rule, delegated(free))).isEqualTo(unrestricted);
        assertThat(admits(DEFAULTS, rule, delegated(bound))).isEqualTo(restricted);
        assertThat(admits(DEFAULTS, rule, delegated(new Delegation.Trust("t", "x", "y"))))
                .isEqualTo(trust);
        assertThat(admits(DEFAULTS, rule, delegated(new Delegation.None()))).isTrue();
    }

    private static Caller delegated(Delegation by) {
        return new Caller(new UserId("u"), "u", PROJECT, Set.of("reader"), false, by);
    }
}
