package io.virga.systemtests;

import static io.virga.systemtests.Client.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What users hand over of their rights, to their programs and to each other: `docs/delegation.md`.
@ExtendWith(RunningCloud.class)
class DelegationIT {

    private static final String SERVERS_ONLY =
            "[{\"service\":\"compute\",\"method\":\"GET\",\"path\":\"/v2.1/servers/detail\"}]";

    @ParameterizedTest
    @Execution(CONCURRENT)
    @ValueSource(strings = {"openstack", "virga"})
    void aProgramWorksUntilItsCredentialIsDeleted(String program, Cloud cloud) {
        try (var domain = withMember(cloud, program)) {
            var ann = domain.user("ann", "lab");
            var robot = robot(domain, ann, "robot");

            assertThat(robot.json("server", "list")).isEmpty();
            robot.run("image", "list");
            robot.run("network", "create", "bench");
            robot.run("network", "delete", "bench");
            assertRefused(robot, "application credential create another");
            assertRefused(robot, "application credential delete robot");
            assertRefused(robot, "ec2 credentials create");

            var token = Token.of(cloud, robot);
            var anns = Token.of(cloud, ann);
            token.assertGood();
            ann.run(words("application credential delete robot"));
            token.assertEndsEverywhere();
            anns.assertGood();
            assertThat(robot.attempt("token", "issue").err()).contains("401");
        }
    }

    @ParameterizedTest
    @Execution(CONCURRENT)
    @ValueSource(strings = {"openstack", "virga"})
    void aCredentialCanBeLessThanItsUser(String program, Cloud cloud) {
        try (var domain = withMember(cloud, program)) {
            var ann = domain.user("ann", "lab");

            var reader = robot(domain, ann, "--role", "reader", "reading");
            assertThat(reader.json("server", "list")).isEmpty();
            assertRefused(reader, "network create bench");
            assertRefused(reader, "image create --disk-format raw --container-format bare bench");

            var watcher = robot(domain, ann, "--access-rules", SERVERS_ONLY, "watching");
            assertThat(watcher.json("server", "list", "-n")).isEmpty();
            assertRefused(watcher, "keypair list");
            assertRefused(watcher, "network list");
            assertRefused(watcher, "application credential list");
            var watching = cloud.http(watcher);
            assertThat(watching.get(cloud.url(Service.COMPUTE) + "/v2.1/servers/detail")
                            .status())
                    .isEqualTo(200);
            assertThat(watching.get(cloud.url(Service.IMAGE) + "/v2/images").status())
                    .isEqualTo(403);

            var free = robot(domain, ann, "--unrestricted", "free");
            free.run(words("application credential create another"));
            free.run(words("application credential delete another"));
        }
    }

    @ParameterizedTest
    @Execution(CONCURRENT)
    @ValueSource(strings = {"openstack", "virga"})
    void aTrusteeWorksForTheTrustor(String program, Cloud cloud) {
        try (var domain = withMember(cloud, program)) {
            var bens = domain.addUser("ben");
            var ann = domain.user("ann", "lab");
            var anns = ann.value("user_id", "token", "issue");

            var impersonating = trust(domain, ann, bens, "--impersonate");
            var asAnn = domain.user("ben", Map.of("OS_TRUST_ID", impersonating));
            assertThat(asAnn.value("user_id", "token", "issue")).isEqualTo(anns);
            assertThat(asAnn.json("server", "list")).isEmpty();
            asAnn.run("network", "create", "bench");
            asAnn.run("network", "delete", "bench");
            assertRefused(asAnn, "application credential create another");

            var open = trust(domain, ann, bens);
            var asBen = domain.user("ben", Map.of("OS_TRUST_ID", open));
            assertThat(asBen.value("user_id", "token", "issue")).isEqualTo(bens);
            asBen.run("image", "list");

            var first = Token.of(cloud, asAnn);
            var second = Token.of(cloud, asBen);
            first.assertGood();
            second.assertGood();
            ann.run("trust", "delete", impersonating);
            first.assertEndsEverywhere();
            second.assertGood();
            domain.admin()
                    .run(words(
                            "role remove --user ann --user-domain %1$s --project lab --project-domain %1$s member",
                            domain.name()));
            second.assertEndsEverywhere();
            assertThat(asBen.attempt("token", "issue").status()).isNotZero();
        }
    }

    @ParameterizedTest
    @Execution(CONCURRENT)
    @ValueSource(strings = {"openstack", "virga"})
    void aSignatureIsATokenForTheFrontEnd(String program, Cloud cloud) {
        try (var domain = withMember(cloud, program)) {
            domain.addUser("front");
            domain.cloudAdmin()
                    .run(words("role add --project service --user front --user-domain %s service", domain.name()));
            var front = domain.user("front", Map.of("OS_PROJECT_NAME", "service", "OS_PROJECT_DOMAIN_NAME", "Default"));
            var ann = domain.user("ann", "lab");
            var key = ann.json("ec2", "credentials", "create");
            var access = key.get("access").asText();
            var request = new Ec2Request(access, key.get("secret").asText());

            assertThat(request.exchange(cloud, cloud.http(ann)).status()).isEqualTo(403);
            var answer = request.exchange(cloud, cloud.http(front));
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            assertThat(answer.json().at("/token/project/name").asText()).isEqualTo("lab");
            new Token(cloud, answer.header("X-Subject-Token")).assertGood();
            assertThat(new Ec2Request(access, "a guess")
                            .exchange(cloud, cloud.http(front))
                            .status())
                    .isEqualTo(401);
            ann.run("ec2", "credentials", "delete", access);
            assertThat(new Ec2Request(access, key.get("secret").asText())
                            .exchange(cloud, cloud.http(front))
                            .status())
                    .isEqualTo(401);
        }
    }

    private static Domain withMember(Cloud cloud, String program) {
        var domain = Domain.create(cloud, program);
        domain.addProject("lab");
        domain.addUser("ann");
        domain.give("ann", "member", "lab");
        return domain;
    }

    /// A program that has a new application credential of the user's.
    private static Client robot(Domain domain, Client user, String... options) {
        var command = new ArrayList<>(List.of("application", "credential", "create"));
        command.addAll(List.of(options));
        var made = user.json(command.toArray(String[]::new));
        return domain.cloud()
                .client(
                        user.name(),
                        Map.of(
                                "OS_AUTH_TYPE",
                                "v3applicationcredential",
                                "OS_APPLICATION_CREDENTIAL_ID",
                                made.get("id").asText(),
                                "OS_APPLICATION_CREDENTIAL_SECRET",
                                made.get("secret").asText()));
    }

    /// The id of a trust of the role `member` in the project, by ids: users may look for nobody's names.
    private static String trust(Domain domain, Client trustor, String trustee, String... options) {
        var token = trustor.json("token", "issue");
        var command = new ArrayList<>(List.of("trust", "create"));
        command.addAll(List.of(options));
        command.addAll(List.of("--project", token.get("project_id").asText()));
        command.addAll(List.of("--role", domain.cloudAdmin().value("id", "role", "show", "member")));
        command.addAll(List.of(token.get("user_id").asText(), trustee));
        return trustor.value("id", command.toArray(String[]::new));
    }

    private static void assertRefused(Client client, String line) {
        assertThat(client.attempt(words(line)).err()).as(line).contains("403");
    }
}
