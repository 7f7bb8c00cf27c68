package io.virga.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What each command of the identity service asks for, in one line a command.
class IdentityRequestsTest {

    private PaperCloud cloud;

    @BeforeEach
    void start() throws IOException {
        cloud = new PaperCloud().withIdentity();
    }

    @AfterEach
    void stop() {
        cloud.close();
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

    private static com.fasterxml.jackson.databind.JsonNode json(String text) throws IOException {
        return new com.fasterxml.jackson.databind.ObjectMapper().readTree(text);
    }
}
