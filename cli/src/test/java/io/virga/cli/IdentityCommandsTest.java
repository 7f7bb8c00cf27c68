package io.virga.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How the commands of the identity service show what comes back, and what they make of refusals and files.
class IdentityCommandsTest {

    private PaperCloud cloud;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        cloud = new PaperCloud().withIdentity();
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void orShowLooksInTheDomainOfTheNewOne() {
        cloud.when("POST /v3/projects", 409, "{\"error\": {\"message\": \"Conflict occurred\"}}");

        var outcome =
                cloud.virga("project", "create", "--domain", "acme", "--or-show", "web", "-f", "value", "-c", "id");

        assertThat(outcome.out()).isEqualTo("p1\n");
    }

    @Test
    void showsWhatIdentityKeepsAsPythonWritesIt() {
        cloud.when("GET /v3/projects/p9", """
                {"project": {"id": "p9", "tags": [], "options": {}, "parents": {"p1": null}, "enabled": true, "links": {}}}""");

        assertThat(cloud.virga("project", "show", "p9").out()).isEqualTo("""
                +---------+--------------+
                | Field   | Value        |
                +---------+--------------+
                | enabled | True         |
                | id      | p9           |
                | options | {}           |
                | parents | {'p1': None} |
                | tags    | []           |
                +---------+--------------+
                """);
    }

    @Test
    void whoMayNotLookForProjectsKnowsTheOwn() {
        cloud.when("GET /v3/projects/demo", 403, "{}")
                .when("GET /v3/projects?name=demo", 403, "{}")
                .when("GET /v3/projects/project-1", """
                {"project": {"id": "project-1", "name": "demo"}}""");

        assertThat(cloud.virga("project", "show", "demo", "-f", "value", "-c", "id")
                        .out())
                .isEqualTo("project-1\n");
        assertThat(cloud.virga("project", "show", "other").code()).isEqualTo(1);
    }

    @Test
    void aNameThatIsNobodysIdIsLookedForInTheDomain() {
        cloud.when("GET /v3/projects/web", 403, "{}")
                .when("GET /v3/users/ada", 403, "{}")
                .when("PUT /v3/projects/p1/users/u1/roles/r1", "{}");

        assertThat(cloud.virga("role", "add", "--user", "ada", "--project", "web", "member")
                        .code())
                .isZero();
        assertThat(cloud.virga("project", "show", "web", "-f", "value", "-c", "id")
                        .out())
                .isEqualTo("p1\n");
    }

    @Test
    void whoMayNotListProjectsSeesTheOwn() {
        cloud.when("GET /v3/projects", 403, "{}").when("GET /v3/auth/projects", """
                {"projects": [{"id": "project-1", "name": "demo"}]}""");

        assertThat(cloud.virga("project", "list", "-f", "value").out()).isEqualTo("project-1 demo\n");
    }

    @Test
    void whatIsMissingIsEmptyAndWhatIsNullIsNone() {
        cloud.when("GET /v3/users", "{\"users\": [{\"id\": \"u1\", \"name\": \"ada\", \"description\": null}]}");

        assertThat(cloud.virga("user", "list", "--long", "-c", "Email", "-c", "Description", "-f", "value")
                        .out())
                .isEqualTo("None \n");
    }

    @Test
    void projectsAreSortedByTheirFields() {
        cloud.when("GET /v3/projects", """
                {"projects": [{"id": "1", "name": "a", "domain_id": "x"}, {"id": "2", "name": "b", "domain_id": "x"},
                 {"id": "3", "name": "c", "domain_id": "w"}]}""");

        assertThat(cloud.virga("project", "list", "--sort", "domain_id,name:desc", "-f", "value", "-c", "ID")
                        .out())
                .isEqualTo("3\n2\n1\n");
        assertThat(cloud.virga("project", "list", "--sort", "name:down").code()).isEqualTo(2);
    }

    @Test
    void whoMayNotListTrustsSeesThoseGivenAndTaken() {
        cloud.when("GET /v3/OS-TRUST/trusts", 403, "{}")
                .when(
                        "GET /v3/OS-TRUST/trusts?trustor_user_id=user-1",
                        "{\"trusts\": [{\"id\": \"t1\"}, {\"id\": \"t2\"}]}")
                .when(
                        "GET /v3/OS-TRUST/trusts?trustee_user_id=user-1",
                        "{\"trusts\": [{\"id\": \"t2\"}, {\"id\": \"t3\"}]}");

        assertThat(cloud.virga("trust", "list", "-f", "value", "-c", "ID").out())
                .isEqualTo("t1\nt2\nt3\n");
    }

    @Test
    void tagsAreAddedToThoseThatAreThere() throws IOException {
        cloud.when("GET /v3/projects/p7", "{\"project\": {\"id\": \"p7\", \"tags\": [\"old\", \"out\"]}}")
                .when("PATCH /v3/projects/p7", "{}");

        cloud.virga("project", "set", "p7", "--tag", "new", "--remove-tag", "out");
        assertThat(cloud.last("PATCH").json()).isEqualTo(json("{\"project\": {\"tags\": [\"new\", \"old\"]}}"));

        cloud.virga("project", "set", "p7", "--clear-tags", "--tag", "new");
        assertThat(cloud.last("PATCH").json()).isEqualTo(json("{\"project\": {\"tags\": [\"new\"]}}"));
    }

    @Test
    void usersOfAProjectAreThoseWithARoleInIt() {
        cloud.when("GET /v3/role_assignments?scope.project.id=p1", """
                {"role_assignments": [{"user": {"id": "u1"}}, {"user": {"id": "u1"}}, {"group": {"id": "g1"}}]}""");

        assertThat(cloud.virga("user", "list", "--project", "web", "-f", "value")
                        .out())
                .isEqualTo("u1 ada\n");
    }

    @Test
    void groupMembershipIsToldInWords() {
        cloud.when("HEAD /v3/groups/g1/users/u1", 204, "");

        assertThat(cloud.virga("group", "contains", "user", "team", "ada").out())
                .isEqualTo("ada in group team\n");

        cloud.when("HEAD /v3/groups/g1/users/u1", 404, "");
        cloud.virga("group", "contains", "user", "team", "ada");
        var outcome = cloud.virga("group", "contains", "user", "team", "ada");
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).isEqualTo("ada not in group team\n");
    }

    @Test
    void theRoleOfADeletedUserCanBeTakenAway() {
        cloud.when("GET /v3/users?name=gone", "{\"users\": []}")
                .when("DELETE /v3/projects/p1/users/gone/roles/r1", 204, "");

        assertThat(cloud.virga("role", "remove", "--user", "gone", "--project", "web", "member")
                        .code())
                .isZero();
        assertThat(cloud.virga("role", "add", "--user", "gone", "--project", "web", "member")
                        .err())
                .contains("No user with a name or ID of 'gone' exists.");
    }

    @Test
    void assignmentsByName() {
        cloud.when("GET /v3/role_assignments?include_names=true", """
                {"role_assignments": [
                 {"role": {"id": "r1", "name": "member"}, "user": {"id": "u1", "name": "ada", "domain": {"name": "acme"}},
                  "scope": {"project": {"id": "p1", "name": "web", "domain": {"name": "acme"}}, "OS-INHERIT:inherited_to": "projects"}},
                 {"role": {"id": "r2", "name": "reader"}, "group": {"id": "g1", "name": "team", "domain": {"name": "acme"}},
                  "scope": {"system": {"all": true}}}]}""");

        assertThat(cloud.virga("role", "assignment", "list", "--names").out()).isEqualTo("""
                +--------+----------+-----------+----------+--------+--------+-----------+
                | Role   | User     | Group     | Project  | Domain | System | Inherited |
                +--------+----------+-----------+----------+--------+--------+-----------+
                | member | ada@acme |           | web@acme |        |        | True      |
                | reader |          | team@acme |          |        | all    | False     |
                +--------+----------+-----------+----------+--------+--------+-----------+
                """);
    }

    @Test
    void impliedRoles() {
        cloud.when("PUT /v3/roles/r1/implies/r2", 201, """
                        {"role_inference": {"prior_role": {"id": "r1", "name": "member"}, "implies": {"id": "r2", "name": "reader"}}}""").when("GET /v3/role_inferences", """
                        {"role_inferences": [{"prior_role": {"id": "r0", "name": "admin"},
                         "implies": [{"id": "r1", "name": "member"}, {"id": "r2", "name": "reader"}]}]}""");

        assertThat(cloud.virga("implied", "role", "create", "member", "--implied-role", "reader", "-f", "json")
                        .out())
                .isEqualTo("{\n  \"implies\": \"r2\",\n  \"prior_role\": \"r1\"\n}\n");
        assertThat(cloud.virga("implied", "role", "list", "-f", "value").out())
                .isEqualTo("r0 admin r1 member\nr0 admin r2 reader\n");
    }

    @Test
    void delegationsShowTheirRolesByName() {
        cloud.when("GET /v3/OS-TRUST/trusts/t1", """
                {"trust": {"id": "t1", "roles": [{"id": "r1", "name": "member"}, {"id": "r2", "name": "reader"}], "roles_links": {}}}""");

        assertThat(cloud.virga("trust", "show", "t1", "-f", "json").out())
                .isEqualTo("{\n  \"id\": \"t1\",\n  \"roles\": \"member reader\"\n}\n");
    }

    @Test
    void applicationCredentialsAreFoundByNameUnderTheCaller() {
        cloud.when("GET /v3/users/user-1/application_credentials?name=mine", """
                        {"application_credentials": [{"id": "a1", "name": "mine"}]}""")
                .when("DELETE /v3/users/user-1/application_credentials/a1", 204, "");

        assertThat(cloud.virga("application", "credential", "delete", "mine").code())
                .isZero();
    }

    @Test
    void accessRulesStandInTheArgumentOrInAFile() throws IOException {
        var rules = "[{\"method\": \"GET\", \"path\": \"/v2.1/servers\", \"service\": \"compute\"}]";
        var file = Files.writeString(folder.resolve("rules.json"), rules);
        cloud.when("POST /v3/users/user-1/application_credentials", 201, "{}");

        for (var argument : new String[] {rules, file.toString()}) {
            cloud.virga("application", "credential", "create", "x", "--access-rules", argument);
            assertThat(cloud.last("POST").json().at("/application_credential/access_rules"))
                    .isEqualTo(json(rules));
        }
    }

    @Test
    void brokenFilesSendNothing() throws IOException {
        var broken = Files.writeString(folder.resolve("rules.json"), "[{");

        var outcome = cloud.virga("mapping", "create", "m", "--rules", broken.toString());
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).contains("rules.json is no valid JSON");
        assertThat(cloud.virga("mapping", "create", "m", "--rules", folder + "/nix")
                        .err())
                .contains("Cannot read the file");
        assertThat(cloud.asked).isEmpty();
    }

    @Test
    void ec2CredentialsShowTheirProjectUnderItsPresentName() {
        cloud.when("GET /v3/users/user-1/credentials/OS-EC2/key", """
                {"credential": {"access": "key", "secret": "s", "tenant_id": "p1", "user_id": "u1", "trust_id": null}}""");

        assertThat(cloud.virga("ec2", "credentials", "show", "key", "-f", "value", "-c", "project_id")
                        .out())
                .isEqualTo("p1\n");
    }

    @Test
    void endpointsShowTheirService() {
        cloud.when("GET /v3/endpoints/e1", "{\"endpoint\": {\"id\": \"e1\", \"service_id\": \"s1\"}}");

        assertThat(cloud.virga("endpoint", "show", "e1", "-f", "value").out()).isEqualTo("e1\ns1\nnova\nNone\n");
    }

    @Test
    void endpointGroupsTakeTheirFilterFromAFile() throws IOException {
        var filters = Files.writeString(folder.resolve("filters.json"), "{\"interface\": \"public\"}");
        cloud.when("POST /v3/OS-EP-FILTER/endpoint_groups", 201, "{}")
                .when(
                        "GET /v3/OS-EP-FILTER/endpoint_groups/eg1",
                        "{\"endpoint_group\": {\"id\": \"eg1\", \"name\": \"all\"}}")
                .when("PUT /v3/OS-EP-FILTER/endpoint_groups/eg1/projects/p1", 204, "");

        cloud.virga("endpoint", "group", "create", "all", filters.toString());
        assertThat(cloud.last("POST").json())
                .isEqualTo(json("{\"endpoint_group\": {\"name\": \"all\", \"filters\": {\"interface\": \"public\"}}}"));
        assertThat(cloud.virga("endpoint", "group", "add", "project", "eg1", "web")
                        .code())
                .isZero();
    }

    @Test
    void theCatalogOfTheTokenIsShownByTypeOrName() {
        assertThat(cloud.virga("catalog", "show", "compute", "-f", "value", "-c", "name")
                        .out())
                .isEqualTo("nova\n");
        assertThat(cloud.virga("catalog", "show", "glance").out()).contains("| type ", "| image ");
        assertThat(cloud.virga("catalog", "show", "nix").err()).contains("The catalog has no service 'nix'.");
    }

    @Test
    void aTokensEndIsWrittenAsOpenstackWritesIt() {
        assertThat(cloud.virga("token", "issue", "-f", "value", "-c", "expires").out())
                .isEqualTo("2030-01-01T00:00:00+0000\n");
    }

    private static com.fasterxml.jackson.databind.JsonNode json(String text) throws IOException {
        return new com.fasterxml.jackson.databind.ObjectMapper().readTree(text);
    }
}
