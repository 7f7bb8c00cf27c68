package io.virga.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A company's Keycloak in front of the cloud, as `docs/keycloak.md` sets it up: the three OpenID Connect plugins of
/// the real client, access tokens sent to a service, and a domain whose users are the realm's.
@ExtendWith(RunningCloud.class)
class KeycloakIT {

    private static final String ADA = "ada-does-Sums-1843";
    private static final String MAX = "max-counts-Quanta-1900";
    private static final String EVE = "eve-has-No-Team-1978";

    private static final String STAFF = "staff";

    private static final String RULES = """
            [{"local": [{"user": {"name": "{0}"}}], "remote": [{"type": "preferred_username"}]},
             {"local": [{"projects": [{"name": "{0}", "roles": [{"name": "member"}]}]}],
              "remote": [{"type": "groups"}]}]""";

    private static Keycloak keycloak;
    private static Cloud cloud;

    @BeforeAll
    static void believeTheCompany(Cloud running) throws IOException {
        cloud = running;
        keycloak = Keycloak.start();
        cloud.configure("""
                identity.federation.providers.company.issuer=%1$s
                identity.federation.providers.company.audience=virga
                quarkus.oidc.tenant-enabled=true
                quarkus.oidc.auth-server-url=%1$s
                quarkus.oidc.client-id=virga
                quarkus.oidc.token.audience=virga
                identity.realms.staff.url=%1$s
                identity.realms.staff.client-id=virga-directory
                identity.realms.staff.client-secret=virga-directory-secret
                """.formatted(keycloak.realm()));
        var rules = Files.writeString(cloud.home().resolve("company-rules.json"), RULES);
        var admin = cloud.admin("openstack");
        admin.run("mapping", "create", "--rules", rules.toString(), "company-people");
        admin.run("identity", "provider", "create", "--remote-id", keycloak.realm(), Keycloak.REALM);
        admin.run(
                "federation",
                "protocol",
                "create",
                "--identity-provider",
                Keycloak.REALM,
                "--mapping",
                "company-people",
                "openid");
    }

    @AfterAll
    static void forgetTheCompany() {
        try {
            var admin = cloud.admin("openstack");
            admin.attempt("identity", "provider", "delete", Keycloak.REALM);
            admin.attempt("mapping", "delete", "company-people");
            cloud.configure("");
            for (var domain : List.of(Keycloak.REALM, STAFF)) {
                admin.attempt("domain", "set", "--disable", domain);
                admin.attempt("domain", "delete", domain);
            }
        } finally {
            keycloak.close();
        }
    }

    @Test
    void aPersonLogsInByPasswordAndTheirTeamIsAProject() {
        var ada = oidc("v3oidcpassword", Map.of("OS_USERNAME", "ada", "OS_PASSWORD", ADA), "astronomy");
        var token = ada.json("token", "issue");
        assertThat(project(token.get("project_id").asText())).isEqualTo("astronomy");
        ada.run("server", "list");
        ada.run("keypair", "create", "adas");
        assertThat(ada.json("keypair", "list").get(0).get("Name").asText()).isEqualTo("adas");
        ada.run("keypair", "delete", "adas");
    }

    @Test
    void aWrongPasswordAndAForeignTeamAreRefused() {
        var wrong = oidc("v3oidcpassword", Map.of("OS_USERNAME", "ada", "OS_PASSWORD", "a guess"), "astronomy");
        assertThat(wrong.attempt("token", "issue").status()).isNotZero();
        oidc("v3oidcpassword", Map.of("OS_USERNAME", "max", "OS_PASSWORD", MAX), "physics")
                .run("token", "issue");
        var foreign = oidc("v3oidcpassword", Map.of("OS_USERNAME", "ada", "OS_PASSWORD", ADA), "physics");
        assertThat(foreign.attempt("token", "issue").err()).contains("401");
        var outsider = oidc("v3oidcpassword", Map.of("OS_USERNAME", "eve", "OS_PASSWORD", EVE), "astronomy");
        assertThat(outsider.attempt("token", "issue").err()).contains("401");
    }

    @Test
    void aProgramLogsInByItsOwnCredentials() {
        var program = oidc("v3oidcclientcredentials", Map.of(), "physics");
        var token = program.json("token", "issue");
        assertThat(project(token.get("project_id").asText())).isEqualTo("physics");
        program.run("network", "list");
    }

    @Test
    void anAccessTokenIsEnoughToLogIn() {
        var access = keycloak.accessToken(Keycloak.CLIENT, Keycloak.CLIENT_SECRET, "ada", ADA);
        var ada = oidc("v3oidcaccesstoken", Map.of("OS_ACCESS_TOKEN", access), "astronomy");
        ada.run("image", "list");
    }

    @Test
    void aTokenForAnotherApplicationIsNoneForTheCloud() {
        var access = keycloak.accessToken("other-application", "other-application-secret", "ada", ADA);
        var ada = oidc("v3oidcaccesstoken", Map.of("OS_ACCESS_TOKEN", access), "astronomy");
        assertThat(ada.attempt("token", "issue").err()).contains("401");
        assertThat(bearer(access, Map.of()).status()).isEqualTo(401);
    }

    @Test
    void everyServiceTakesAnAccessToken() {
        var access = keycloak.accessToken(Keycloak.CLIENT, Keycloak.CLIENT_SECRET, "ada", ADA);
        for (var url : List.of(
                cloud.url(Service.COMPUTE) + "/v2.1/servers",
                cloud.url(Service.IMAGE) + "/v2/images",
                cloud.url(Service.NETWORK) + "/v2.0/networks",
                cloud.url(Service.IDENTITY) + "/v3/auth/projects")) {
            var answer = new Http(null).send("GET", url, null, Map.of("Authorization", "Bearer " + access));
            assertThat(answer.status()).as(url + ": " + answer.text()).isEqualTo(200);
        }
    }

    @Test
    void whoHasSeveralTeamsNamesOne() {
        var access = keycloak.accessToken(Keycloak.CLIENT, Keycloak.CLIENT_SECRET, "max", MAX);
        assertThat(bearer(access, Map.of()).status()).isEqualTo(403);
        assertThat(bearer(access, Map.of("OpenStack-Project", "physics")).status())
                .isEqualTo(200);
        assertThat(bearer(access, Map.of("OpenStack-Project", "chemistry")).status())
                .isEqualTo(403);
        assertThat(bearer(access.substring(0, access.length() - 8) + "AAAAAAAA", Map.of())
                        .status())
                .isEqualTo(401);
    }

    @Test
    void theUsersOfADomainAreTheRealms() {
        var admin = cloud.admin("openstack");
        var names = Surroundings.items(admin.json("user", "list", "--domain", STAFF)).stream()
                .map(row -> row.get("Name").asText())
                .toList();
        assertThat(names).contains("ada", "max", "eve");
        admin.run("role", "add", "--user", "ada", "--user-domain", STAFF, "--project", "demo", "reader");
        admin.run("role", "add", "--group", "physics", "--group-domain", STAFF, "--project", "demo", "member");
        ofStaff("ada", ADA).run("server", "list");
        ofStaff("max", MAX).run("server", "list");
        assertThat(ofStaff("max", MAX).json("token", "issue").get("user_id").asText())
                .isEqualTo(admin.value("id", "user", "show", "--domain", STAFF, "max"));
        assertThat(ofStaff("eve", EVE).attempt("token", "issue").err()).contains("401");
        assertThat(ofStaff("ada", "a guess").attempt("token", "issue").err()).contains("401");
        assertThat(ofStaff("nobody", ADA).attempt("token", "issue").err()).contains("401");
        assertThat(admin.attempt("user", "set", "--domain", STAFF, "--email", "x@y", "ada")
                        .err())
                .contains("403")
                .contains("outside of this cloud");
        assertThat(admin.attempt("user", "create", "--domain", STAFF, "new").err())
                .contains("403");
        assertThat(admin.attempt("group", "delete", "--domain", STAFF, "physics")
                        .err())
                .contains("403");
        admin.run("role", "remove", "--group", "physics", "--group-domain", STAFF, "--project", "demo", "member");
        assertThat(ofStaff("max", MAX).attempt("token", "issue").err()).contains("401");
    }

    private static Client ofStaff(String user, String password) {
        var client = cloud.user("openstack", user, password, "demo");
        client.environment().put("OS_USER_DOMAIN_NAME", STAFF);
        return client;
    }

    private static Http.Answer bearer(String access, Map<String, String> more) {
        var headers = new HashMap<>(more);
        headers.put("Authorization", "Bearer " + access);
        return new Http(null).send("GET", cloud.url(Service.COMPUTE) + "/v2.1/servers", null, headers);
    }

    private static String project(String id) {
        return cloud.admin("openstack").value("name", "project", "show", id);
    }

    private static Client oidc(String plugin, Map<String, String> more, String project) {
        var environment = new HashMap<>(Map.of(
                "OS_AUTH_TYPE",
                plugin,
                "OS_AUTH_URL",
                cloud.url(Service.IDENTITY) + "/v3",
                "OS_IDENTITY_API_VERSION",
                "3",
                "OS_IDENTITY_PROVIDER",
                Keycloak.REALM,
                "OS_PROTOCOL",
                "openid",
                "OS_PROJECT_NAME",
                project,
                "OS_PROJECT_DOMAIN_NAME",
                Keycloak.REALM));
        if (!plugin.equals("v3oidcaccesstoken")) {
            environment.putAll(Map.of(
                    "OS_CLIENT_ID",
                    Keycloak.CLIENT,
                    "OS_CLIENT_SECRET",
                    Keycloak.CLIENT_SECRET,
                    "OS_OPENID_SCOPE",
                    "openid profile",
                    "OS_DISCOVERY_ENDPOINT",
                    keycloak.discovery()));
        }
        environment.putAll(more);
        return new Client(Path.of("/usr/bin/openstack"), cloud.home(), environment);
    }
}
