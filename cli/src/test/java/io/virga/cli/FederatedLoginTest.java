package io.virga.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Logins through an OpenID Connect identity provider: its token, a token without a scope, a token with one.
class FederatedLoginTest {

    private static final String AUTH = "/v3/OS-FEDERATION/identity_providers/kc/protocols/openid/auth";

    private PaperCloud cloud;

    @BeforeEach
    void start() throws IOException {
        cloud = new PaperCloud();
        cloud.environment.putAll(Map.of(
                "OS_IDENTITY_PROVIDER", "kc",
                "OS_PROTOCOL", "openid",
                "OS_CLIENT_ID", "virga",
                "OS_CLIENT_SECRET", "hush",
                "OS_DISCOVERY_ENDPOINT", cloud.url() + "/realm/.well-known/openid-configuration"));
        cloud.when(
                        "GET /realm/.well-known/openid-configuration",
                        "{\"token_endpoint\": \"" + cloud.url() + "/realm/token\"}")
                .when("POST /realm/token", "{\"access_token\": \"idp-token\", \"id_token\": \"id\"}")
                .when("POST " + AUTH, 201, "{\"token\": {\"user\": {\"id\": \"fed-1\"}}}");
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void aPasswordOfTheIdentityProvider() {
        cloud.environment.put("OS_AUTH_TYPE", "v3oidcpassword");

        var outcome = cloud.virga("token", "issue", "--debug");

        assertThat(outcome.code()).as(outcome.err()).isZero();
        var grant = asked("/realm/token");
        assertThat(grant.body().split("&"))
                .containsExactlyInAnyOrder(
                        "grant_type=password", "username=ada", "password=s3cret", "scope=openid%20profile");
        assertThat(grant.headers().get("Content-type")).containsExactly("application/x-www-form-urlencoded");
        assertThat(grant.headers().get("Authorization")).containsExactly("Basic dmlyZ2E6aHVzaA==");
        assertThat(asked(AUTH).headers().get("Authorization")).containsExactly("Bearer idp-token");
        assertThat(asked("/v3/auth/tokens").body()).isEqualTo("""
                {"auth":{"identity":{"methods":["token"],"token":{"id":"token-text"}},"scope":{"project":{"name":"demo","domain":{"id":"default"}}}}}""");
        assertThat(outcome.err()).doesNotContain("s3cret", "hush", "idp-token", "token-text");
    }

    @Test
    void aClientOfItsOwnRightWithoutAScope() {
        cloud.environment.put("OS_AUTH_TYPE", "v3oidcclientcredentials");
        cloud.environment.remove("OS_PROJECT_NAME");

        var outcome = cloud.virga("token", "issue", "-f", "value", "-c", "user_id");

        assertThat(outcome.out()).isEqualTo("fed-1\n");
        assertThat(asked("/realm/token").body()).contains("grant_type=client_credentials");
        assertThat(cloud.asked).noneMatch(one -> one.path().equals("/v3/auth/tokens"));
    }

    @Test
    void aClientWithoutASecretNamesItself() {
        cloud.environment.put("OS_AUTH_TYPE", "v3oidcpassword");
        cloud.environment.remove("OS_CLIENT_SECRET");

        cloud.virga("token", "issue");

        assertThat(asked("/realm/token").body()).contains("client_id=virga");
        assertThat(asked("/realm/token").headers()).doesNotContainKey("Authorization");
    }

    @Test
    void anAccessTokenThatIsThere() {
        cloud.environment.putAll(Map.of("OS_AUTH_TYPE", "v3oidcaccesstoken", "OS_ACCESS_TOKEN", "mine"));

        assertThat(cloud.virga("token", "issue").code()).isZero();
        assertThat(asked(AUTH).headers().get("Authorization")).containsExactly("Bearer mine");
        assertThat(cloud.asked).noneMatch(one -> one.path().startsWith("/realm"));
    }

    @Test
    void theIdentityProvidersReasonIsTold() {
        cloud.environment.put("OS_AUTH_TYPE", "v3oidcpassword");
        cloud.environment.put("OS_ACCESS_TOKEN_ENDPOINT", cloud.url() + "/other/token");
        cloud.when("POST /other/token", 401, """
                {"error": "invalid_grant", "error_description": "Invalid user credentials"}""");

        var outcome = cloud.virga("token", "issue");

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err())
                .contains("refused the login: Invalid user credentials (HTTP 401)", "client_secret")
                .doesNotContain("s3cret");
    }

    @Test
    void aWayThatNobodyKnows() {
        cloud.environment.put("OS_AUTH_TYPE", "v3oidcmagic");

        assertThat(cloud.virga("token", "issue").err()).contains("'v3oidcmagic' is not supported");
    }

    private PaperCloud.Asked asked(String path) {
        return cloud.asked.stream()
                .filter(one -> one.path().equals(path))
                .findFirst()
                .orElseThrow();
    }
}
