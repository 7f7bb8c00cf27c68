package io.virga.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the commands of the identity service send, and how they show what comes back.
class IdentityCommandsTest {

    private PaperCloud cloud;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        cloud = new PaperCloud();
        known("domains", "domain", "d1", "acme", "");
        known("projects", "project", "p1", "web", "");
        known("projects", "project", "p1", "web", "domain_id=d1&");
        known("users", "user", "u1", "ada", "");
        known("users", "user", "u1", "ada", "domain_id=d1&");
        known("groups", "group", "g1", "team", "");
        known("roles", "role", "r1", "member", "");
        known("roles", "role", "r2", "reader", "");
        known("services", "service", "s1", "nova", "");
        cloud.when("GET /v3/services?name=compute", "{\"services\": []}")
                .when("GET /v3/services?type=compute", "{\"services\": [{\"id\": \"s1\", \"type\": \"compute\"}]}");
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    private void known(String plural, String singular, String id, String name, String filter) {
        var thing = "{\"id\": \"" + id + "\", \"name\": \"" + name + "\", \"domain_id\": \"d1\"}";
        cloud.when("GET /v3/" + plural + "?" + filter + "name=" + name, "{\"" + plural + "\": [" + thing + "]}")
                .when("GET /v3/" + plural + "/" + id, "{\"" + singular + "\": " + thing + "}");
    }

    /// The one request that changes something.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            domain set acme --disable --immutable              | PATCH /v3/domains/d1  | {"domain": {"enabled": false, "options": {"immutable": true}}}
            project create --domain acme --tag b --tag a --property is_domain=False --property x=y new | POST /v3/projects | {"project": {"x": "y", "is_domain": false, "domain_id": "d1", "tags": ["a", "b"], "name": "new"}}
            project set --domain acme web --name shop          | PATCH /v3/projects/p1 | {"project": {"name": "shop"}}
            project delete --domain acme web                   | DELETE /v3/projects/p1 |
            user create --domain acme --project web --password pw --multi-factor-auth-rule password,totp --ignore-password-expiry bob | POST /v3/users | {"user": {"default_project_id": "p1", "password": "pw", "domain_id": "d1", "name": "bob", "options": {"ignore_password_expiry": true, "multi_factor_auth_rules": [["password", "totp"]]}}}
            user set --domain acme --email a@b ada             | PATCH /v3/users/u1    | {"user": {"email": "a@b"}}
            user password set --original-password a --password b | POST /v3/users/user-1/password | {"user": {"original_password": "a", "password": "b"}}
            group create --domain acme ops                     | POST /v3/groups       | {"group": {"domain_id": "d1", "name": "ops"}}
            group add user team ada                            | PUT /v3/groups/g1/users/u1 |
            group remove user team ada                         | DELETE /v3/groups/g1/users/u1 |
            role create --domain acme --immutable boss         | POST /v3/roles        | {"role": {"options": {"immutable": true}, "domain_id": "d1", "name": "boss"}}
            role set member --name worker                      | PATCH /v3/roles/r1    | {"role": {"name": "worker"}}
            role add --user ada --project web member           | PUT /v3/projects/p1/users/u1/roles/r1 |
            role add --user ada --user-domain acme --project web --project-domain acme member | PUT /v3/projects/p1/users/u1/roles/r1 |
            role add --group team --domain acme --inherited member | PUT /v3/OS-INHERIT/domains/d1/groups/g1/roles/r1/inherited_to_projects |
            role add --group team --system all reader          | PUT /v3/system/groups/g1/roles/r2 |
            role remove --user ada --project web member        | DELETE /v3/projects/p1/users/u1/roles/r1 |
            implied role delete member --implied-role reader   | DELETE /v3/roles/r1/implies/r2 |
            region create --parent-region top here             | POST /v3/regions      | {"region": {"parent_region_id": "top", "id": "here"}}
            region delete here                                 | DELETE /v3/regions/here |
            service create --name nova --disable compute       | POST /v3/services     | {"service": {"enabled": false, "name": "nova", "type": "compute"}}
            service set nova --type calc                       | PATCH /v3/services/s1 | {"service": {"type": "calc"}}
            service delete compute                             | DELETE /v3/services/s1 |
            endpoint create --region R compute public http://x | POST /v3/endpoints    | {"endpoint": {"interface": "public", "url": "http://x", "region_id": "R", "service_id": "s1"}}
            endpoint set e1 --url http://y                     | PATCH /v3/endpoints/e1 | {"endpoint": {"url": "http://y"}}
            endpoint add project e1 web                        | PUT /v3/OS-EP-FILTER/projects/p1/endpoints/e1 |
            endpoint remove project e1 web                     | DELETE /v3/OS-EP-FILTER/projects/p1/endpoints/e1 |
            trust create --project web --role member --impersonate --expiration 2030-01-02T03:04:05 ada ada | POST /v3/OS-TRUST/trusts | {"trust": {"expires_at": "2030-01-02T03:04:05.000000Z", "impersonation": true, "trustor_user_id": "u1", "trustee_user_id": "u1", "project_id": "p1", "roles": [{"id": "member-id"}]}}
            trust delete t1                                    | DELETE /v3/OS-TRUST/trusts/t1 |
            application credential create --role member --role other --restricted --secret x mine | POST /v3/users/user-1/application_credentials | {"application_credential": {"name": "mine", "secret": "x", "unrestricted": false, "roles": [{"id": "member-id"}, {"id": "other"}]}}
            access rule delete a1                              | DELETE /v3/users/user-1/access_rules/a1 |
            ec2 credentials create                             | POST /v3/users/user-1/credentials/OS-EC2 | {"tenant_id": "project-1"}
            ec2 credentials delete --user ada key              | DELETE /v3/users/u1/credentials/OS-EC2/key |
            credential create --type totp ada seed             | POST /v3/credentials  | {"credential": {"user_id": "u1", "type": "totp", "blob": "seed"}}
            credential set c1 --user ada --type totp --data new | PATCH /v3/credentials/c1 | {"credential": {"user_id": "u1", "type": "totp", "blob": "new"}}
            consumer create --description d                    | POST /v3/OS-OAUTH1/consumers | {"consumer": {"description": "d"}}
            registered limit create --service nova --default-limit 5 --region None cores | POST /v3/registered_limits | {"registered_limits": [{"service_id": "s1", "resource_name": "cores", "default_limit": 5}]}
            limit create --service nova --project web --resource-limit 5 --region R cores | POST /v3/limits | {"limits": [{"project_id": "p1", "service_id": "s1", "resource_name": "cores", "resource_limit": 5, "region_id": "R"}]}
            limit set l1 --resource-limit 6                    | PATCH /v3/limits/l1   | {"limit": {"resource_limit": 6}}
            registered limit delete l1                         | DELETE /v3/registered_limits/l1 |
            identity provider create --remote-id a --remote-id b kc | PUT /v3/OS-FEDERATION/identity_providers/kc | {"identity_provider": {"remote_ids": ["a", "b"], "enabled": true}}
            identity provider set kc --disable --authorization-ttl 60 | PATCH /v3/OS-FEDERATION/identity_providers/kc | {"identity_provider": {"enabled": false, "authorization_ttl": 60}}
            federation protocol create --identity-provider kc --mapping m openid | PUT /v3/OS-FEDERATION/identity_providers/kc/protocols/openid | {"protocol": {"mapping_id": "m"}}
            federation protocol set --identity-provider kc --mapping n openid | PATCH /v3/OS-FEDERATION/identity_providers/kc/protocols/openid | {"protocol": {"mapping_id": "n"}}
            federation protocol delete --identity-provider kc openid | DELETE /v3/OS-FEDERATION/identity_providers/kc/protocols/openid |
            service provider create --auth-url http://a --service-provider-url http://b sp | PUT /v3/OS-FEDERATION/service_providers/sp | {"service_provider": {"auth_url": "http://a", "sp_url": "http://b", "enabled": true}}
            mapping delete m                                   | DELETE /v3/OS-FEDERATION/mappings/m |
            """)
    void sends(String command, String request, String body) throws IOException {
        cloud.when(request, 200, "{}");

        var outcome = cloud.virga(command.split(" "));

        assertThat(outcome.code()).as(outcome.err()).isZero();
        var sent = cloud.last(request.substring(0, request.indexOf(' ')));
        assertThat(sent.path()).isEqualTo(request.substring(request.indexOf(' ') + 1));
        if (body == null) {
            assertThat(sent.body()).isEmpty();
        } else {
            assertThat(sent.json()).isEqualTo(json(body));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            domain list --enabled                     | /v3/domains?enabled=true
            project list --domain acme --tags-any a,b | /v3/projects?domain_id=d1&tags-any=a%2Cb
            project list --user ada                   | /v3/users/u1/projects
            project list --parent web                 | /v3/projects?parent_id=p1
            user list --group team                    | /v3/groups/g1/users
            group list --user ada                     | /v3/users/u1/groups
            role list --domain acme                   | /v3/roles?domain_id=d1
            endpoint list --service compute --interface public --region R | /v3/endpoints?service_id=s1&interface=public&region_id=R
            endpoint list --endpoint e1               | /v3/OS-EP-FILTER/endpoints/e1/projects
            endpoint list --project web               | /v3/OS-EP-FILTER/projects/p1/endpoints
            endpoint group list --project web         | /v3/OS-EP-FILTER/projects/p1/endpoint_groups
            application credential list               | /v3/users/user-1/application_credentials
            access rule list --user ada               | /v3/users/u1/access_rules
            ec2 credentials list --user ada           | /v3/users/u1/credentials/OS-EC2
            credential list --user ada --type totp    | /v3/credentials?user_id=u1&type=totp
            limit list --service nova --project web   | /v3/limits?service_id=s1&project_id=p1
            identity provider list --id kc            | /v3/OS-FEDERATION/identity_providers?id=kc
            federation project list                   | /v3/auth/projects
            federation domain list                    | /v3/auth/domains
            role assignment list --user ada --project web --effective --names | /v3/role_assignments?user.id=u1&scope.project.id=p1&effective=true&include_names=true
            role assignment list --group team --domain acme --role reader --inherited | /v3/role_assignments?group.id=g1&scope.domain.id=d1&role.id=r2&scope.OS-INHERIT%3Ainherited_to=projects
            role assignment list --auth-user --system all | /v3/role_assignments?user.id=user-1&scope.system=all
            role assignment list --auth-project       | /v3/role_assignments?scope.project.id=project-1
            """)
    void lists(String command, String path) {
        cloud.when("GET " + path, "{}").when("GET /v3/services", "{\"services\": []}");

        var outcome = cloud.virga(command.split(" "));

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(cloud.asked).anyMatch(one -> one.path().equals(path));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            role add member --user ada --group team --project web | exactly one of --user and --group
            role add member --user ada --project web --domain acme | only one of --project, --domain and --system
            role add member --user ada --system some              | --system expects one of all
            role add member --user ada --system all --inherited   | only one of --system and --inherited
            role assignment list --user ada --auth-user           | only one of --user, --auth-user and --group
            user list --group team --project web                  | only one of --group and --project
            domain set acme --enable --disable                    | --enable and --disable cannot be used together
            endpoint create nova outside http://x                 | the interface expects one of admin, internal, public
            trust create ada ada --role member                    | --project and at least one --role are needed
            trust create ada ada --project web --role member --expiration soon | --expiration expects YYYY-mm-ddTHH:MM:SS
            region delete ..                                      | '..' is no ID
            limit create cores --service nova --project web --resource-limit many | 'many' is not an int
            service provider create sp --auth-url http://a        | --auth-url and --service-provider-url are needed
            """)
    void refusesWithoutChangingAnything(String command, String message) {
        var outcome = cloud.virga(command.split(" "));

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains(message);
        assertThat(cloud.asked)
                .noneMatch(one -> !one.method().equals("GET") && !one.path().equals("/v3/auth/tokens"));
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
        cloud.when("GET /v3/projects/demo", 403, "{}").when("GET /v3/projects/project-1", """
                {"project": {"id": "project-1", "name": "demo"}}""");

        assertThat(cloud.virga("project", "show", "demo", "-f", "value", "-c", "id")
                        .out())
                .isEqualTo("project-1\n");
        assertThat(cloud.virga("project", "show", "other").code()).isEqualTo(1);
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
