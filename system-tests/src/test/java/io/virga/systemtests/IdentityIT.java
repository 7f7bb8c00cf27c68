package io.virga.systemtests;

import static io.virga.systemtests.Client.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// People and their rights, as those who hand them out and those who have them see them.
@ExtendWith(RunningCloud.class)
class IdentityIT {

    private static Cloud cloud;

    @BeforeAll
    static void askForLongPasswords(Cloud running) {
        cloud = running;
        cloud.configure("""
                identity.security-compliance.password-regex=.{12,}
                identity.security-compliance.password-regex-description=at least twelve characters
                """);
    }

    @AfterAll
    static void askForNothing() {
        cloud.configure("");
    }

    @ParameterizedTest
    @Execution(CONCURRENT)
    @ValueSource(strings = {"openstack", "virga"})
    void aTeamHelpsItself(String program) {
        try (var domain = Domain.create(cloud, program)) {
            var head = domain.admin();
            var lab = head.json(words("project create --domain %s --tag green --tag blue lab", domain.name()));
            head.run(words("project create --domain %s --parent lab child", domain.name()));
            head.run(words("group create --domain %s crew", domain.name()));
            domain.addUser(head, "ann");
            domain.addUser(head, "ben");
            head.run(words("group add user --group-domain %1$s --user-domain %1$s crew ann ben", domain.name()));
            head.run(words(
                    "role add --group crew --group-domain %1$s --project lab --project-domain %1$s member",
                    domain.name()));

            assertThat(texts(lab.get("tags"))).containsExactlyInAnyOrder("green", "blue");
            assertThat(names(head.json("project", "list"))).containsExactlyInAnyOrder("lab", "child");
            assertThat(names(head.json("user", "list"))).containsExactlyInAnyOrder("head", "ann", "ben");
            assertAlone(domain);
            assertAtWork(domain.user("ann", "lab"));

            var ann = Token.of(cloud, domain.user("ann", "lab"));
            var ben = Token.of(cloud, domain.user("ben", "lab"));
            ann.assertGood();
            head.run(words("group remove user --group-domain %1$s --user-domain %1$s crew ann", domain.name()));
            ann.assertEndsEverywhere();
            ben.assertGood();
            assertRefused(domain.user("ann", "lab"), "401", "token issue");
        }
    }

    private static void assertAtWork(Client member) {
        assertThat(member.json("server", "list")).isEmpty();
        assertThat(names(member.json("image", "list"))).contains("cirros");
        member.run("network", "create", "bench");
        assertThat(names(member.json("network", "list"))).contains("bench").doesNotContain("private");
        member.run("network", "delete", "bench");
        assertThat(member.attempt("network", "show", "private").status()).isNotZero();
        assertThat(member.attempt("hypervisor", "list").status()).isNotZero();
    }

    // What lies outside answers like what does not exist, or not at all.
    private static void assertAlone(Domain domain) {
        var head = cloud.http(domain.admin());
        var identity = cloud.url(Service.IDENTITY);
        var demo = domain.cloudAdmin().value("id", words("project show demo"));
        assertThat(head.get(identity + "/v3/projects/" + demo).status()).isIn(403, 404);
        assertThat(head.get(identity + "/v3/projects?domain_id=default").json().path("projects"))
                .isEmpty();
        assertThat(head.get(identity + "/v3/users?domain_id=default").json().path("users"))
                .isEmpty();
        assertThat(domain.admin().attempt("domain", "create", "another").status())
                .isNotZero();
        assertThat(domain.admin()
                        .attempt(words("user create --domain default --password %s spy", Domain.PASSWORD))
                        .status())
                .isNotZero();
    }

    @ParameterizedTest
    @Execution(CONCURRENT)
    @ValueSource(strings = {"openstack", "virga"})
    void anInheritedRoleIsGoodBelowAndNotThere(String program) {
        try (var domain = Domain.create(cloud, program)) {
            var head = domain.admin();
            domain.addProject("parent");
            head.run(words("project create --domain %s --parent parent child", domain.name()));
            domain.addProject("beside");
            domain.addUser("ann");
            domain.addUser("ben");
            head.run(words(
                    "role add --inherited --user ann --user-domain %1$s --project parent --project-domain %1$s member",
                    domain.name()));
            head.run(words("role add --inherited --user ben --user-domain %1$s --domain %1$s reader", domain.name()));

            var ann = domain.user("ann", "child");
            assertThat(ann.json("server", "list")).isEmpty();
            ann.run("network", "create", "bench");
            ann.run("network", "delete", "bench");
            assertRefused(domain.user("ann", "parent"), "401", "token issue");
            assertRefused(domain.user("ann", "beside"), "401", "token issue");
            for (var project : List.of("parent", "child", "beside")) {
                assertThat(domain.user("ben", project).json("server", "list")).isEmpty();
            }
            assertRefused(domain.user("ben", "child"), "403", "network create bench");
            assertRefused(domain.user("ben", Map.of("OS_DOMAIN_NAME", domain.name())), "401", "token issue");

            var effective = Surroundings.items(head.json(
                    words("role assignment list --effective --names --user ann --user-domain %s", domain.name())));
            assertThat(effective)
                    .extracting(row ->
                            row.get("Role").asText() + " " + row.get("Project").asText())
                    .containsExactlyInAnyOrder("member child@" + domain.name(), "reader child@" + domain.name());
        }
    }

    @ParameterizedTest
    @Execution(CONCURRENT)
    @ValueSource(strings = {"openstack", "virga"})
    void aReaderOfTheSystemSeesEverythingAndMakesNothing(String program) {
        try (var domain = Domain.create(cloud, program)) {
            domain.addUser("auditor");
            domain.cloudAdmin()
                    .run(words("role add --system all --user auditor --user-domain %s reader", domain.name()));
            var auditor = domain.user("auditor", Map.of("OS_SYSTEM_SCOPE", "all"));

            assertThat(names(auditor.json("user", "list"))).contains("admin", "demo", "auditor");
            assertThat(names(auditor.json("service", "list"))).isNotEmpty();
            assertThat(auditor.json("hypervisor", "list")).isNotEmpty();
            assertThat(auditor.json("compute", "service", "list")).isNotEmpty();
            assertRefused(auditor, "403", "user create spy");
            assertRefused(auditor, "403", "service create --name spy spying");
            assertRefused(auditor, "403", "domain create spying");
            assertRefused(auditor, "403", "flavor create --ram 1 --disk 1 --vcpus 1 spying");
        }
    }

    @ParameterizedTest
    @Execution(CONCURRENT)
    @ValueSource(strings = {"openstack", "virga"})
    void whoeverRulesADomainDoesNotRuleTheCloud(String program) {
        try (var domain = Domain.create(cloud, program)) {
            domain.addProject("lab");
            domain.give("head", "manager", "lab");

            assertThat(domain.admin()
                            .attempt(words(
                                    "role add --user head --user-domain %1$s --project lab --project-domain %1$s admin",
                                    domain.name()))
                            .err())
                    .contains("403");
            for (var head : List.of(domain.admin(), domain.user("head", "lab"))) {
                assertRefused(head, "403", "service create --name spy spying");
                assertRefused(head, "403", "hypervisor list");
                assertRefused(head, "403", "flavor create --ram 1 --disk 1 --vcpus 1 spying");
            }
            assertRefused(domain.user("head", Map.of("OS_SYSTEM_SCOPE", "all")), "401", "token issue");
        }
    }

    @ParameterizedTest
    @Execution(CONCURRENT)
    @ValueSource(strings = {"openstack", "virga"})
    void aNewPasswordEndsWhatTheOldOneBegan(String program) {
        try (var domain = Domain.create(cloud, program)) {
            domain.addProject("lab");
            domain.addUser("ann");
            domain.give("ann", "member", "lab");
            var ann = domain.user("ann", "lab");
            var token = Token.of(cloud, ann);
            token.assertGood();

            assertThat(change(ann, "short").err()).contains("400", "at least twelve characters");
            token.assertGood();
            change(ann, "another-Long-secret-2").orFail();
            token.assertEndsEverywhere();
            assertRefused(ann, "401", "token issue");
            Token.of(cloud, ann.with(Map.of("OS_PASSWORD", "another-Long-secret-2")))
                    .assertGood();
        }
    }

    private static Shell.Result change(Client user, String password) {
        return user.attempt(words("user password set --original-password %s --password %s", Domain.PASSWORD, password));
    }

    private static void assertRefused(Client client, String status, String line) {
        assertThat(client.attempt(words(line)).err()).as(line).contains(status);
    }

    private static List<String> names(JsonNode list) {
        return Surroundings.items(list).stream()
                .map(row -> row.get("Name").asText())
                .toList();
    }

    private static List<String> texts(JsonNode list) {
        return Surroundings.items(list).stream().map(JsonNode::asText).toList();
    }
}
