package io.virga.identity.application;

import static io.virga.identity.Cloud.as;
import static io.virga.identity.Cloud.ask;
import static io.virga.identity.Cloud.byToken;
import static io.virga.identity.Cloud.tenant;
import static io.virga.identity.Cloud.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.testing.Backing;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backing.class)
class AccessRulesResourceTest {

    private static final String IPS = """
            {"service":"compute","method":"GET","path":"/v2.1/servers/*/ips"}""";

    @Test
    void theyStayUntilNoCredentialUsesThem() {
        var tenant = tenant();
        var token = tenant.logIn();
        var made = Applications.ask(token, tenant.userId(), "\"access_rules\":[%s]".formatted(IPS));
        made.then()
                .statusCode(201)
                .body("application_credential.access_rules[0].service", equalTo("compute"))
                .body("application_credential.access_rules[0].method", equalTo("GET"))
                .body("application_credential.access_rules[0].path", equalTo("/v2.1/servers/*/ips"));
        String rule = made.path("application_credential.access_rules[0].id");
        var again =
                Applications.make(token, tenant.userId(), "\"access_rules\":[{\"id\":\"%s\"},%s]".formatted(rule, IPS));
        var rules = "/v3/users/%s/access_rules".formatted(tenant.userId());
        as(token).get(rules).then().statusCode(200).body("access_rules.id", contains(rule));
        as(token).get(rules + "?method=POST").then().body("access_rules", hasSize(0));
        as(token).get(rules + "?service=compute&method=GET").then().body("access_rules", hasSize(1));
        as(token)
                .get(rules + "/" + rule)
                .then()
                .statusCode(200)
                .body("access_rule.path", equalTo("/v2.1/servers/*/ips"))
                .body("access_rule.links.self", containsString(rule));

        as(token).delete(rules + "/" + rule).then().statusCode(403);
        for (var id : new String[] {made.path("application_credential.id"), again.id()}) {
            as(token)
                    .delete("/v3/users/{u}/application_credentials/{c}", tenant.userId(), id)
                    .then()
                    .statusCode(204);
        }
        as(token).get(rules).then().body("access_rules", hasSize(1));
        as(token).delete(rules + "/" + rule).then().statusCode(204);
        as(token).get(rules).then().body("access_rules", hasSize(0));
        as(token).get(rules + "/" + rule).then().statusCode(404);
    }

    @Test
    @Tag("SEC-25")
    void othersDoNotReachThem() {
        var tenant = tenant();
        var stranger = tenant();
        String rule = Applications.ask(tenant.logIn(), tenant.userId(), "\"access_rules\":[%s]".formatted(IPS))
                .path("application_credential.access_rules[0].id");
        var path = "/v3/users/%s/access_rules".formatted(tenant.userId());
        as(stranger.logIn()).get(path).then().statusCode(403);
        as(stranger.logIn()).get(path + "/" + rule).then().statusCode(403);
        as(stranger.logIn()).delete(path + "/" + rule).then().statusCode(403);
        as(stranger.logIn())
                .get("/v3/users/{u}/access_rules/{r}", stranger.userId(), rule)
                .then()
                .statusCode(404);
        Applications.ask(stranger.logIn(), stranger.userId(), "\"access_rules\":[{\"id\":\"%s\"}]".formatted(rule))
                .then()
                .statusCode(404);
    }

    @Test
    @Tag("SEC-19")
    void aTokenWithRulesDoesNothingElse() {
        var tenant = tenant();
        var token = Applications.make(tenant.logIn(), tenant.userId(), """
                        "access_rules":[
                            {"service":"identity","method":"GET","path":"/v3/auth/projects"},
                            {"service":"identity","method":"GET","path":"/v3/users/{id}"},
                            {"service":"compute","method":"GET","path":"/v3/auth/catalog"}]""").logIn();

        assertThat(status(token, "/v3/auth/projects")).isEqualTo(200);
        assertThat(status(token, "/v3/auth/projects/")).isIn(200, 403, 404);
        assertThat(status(token, "/v3/users/" + tenant.userId())).isEqualTo(200);
        assertThat(status(token, "/v3/auth/catalog")).isEqualTo(403);
        assertThat(status(token, "/v3/users/" + tenant.userId() + "/projects")).isEqualTo(403);
        assertThat(status(token, "/v3//auth/catalog")).isIn(403, 404);
        assertThat(status(token, "/v3/users/../auth/catalog")).isIn(403, 404);
        assertThat(status(token, "/v3/users/%2e%2e/auth/catalog")).isIn(403, 404);
        assertThat(status(token, "/v3/users/x%2f..%2f..%2fauth%2fcatalog")).isIn(403, 404);
        assertThat(as(token).delete("/v3/auth/projects").statusCode()).isIn(403, 405);
        as(token)
                .get("/v3/auth/catalog")
                .then()
                .body("error.message", containsString("do not allow GET /v3/auth/catalog"));
    }

    @Test
    @Tag("SEC-19")
    void itMayLookAtItselfAndPassesTheRulesOn() {
        var tenant = tenant();
        var token = Applications.make(tenant.logIn(), tenant.userId(), "\"access_rules\":[%s]".formatted(IPS))
                .logIn();
        as(token)
                .header("X-Subject-Token", token)
                .get("/v3/auth/tokens")
                .then()
                .statusCode(200)
                .body("token.application_credential.access_rules[0].path", equalTo("/v2.1/servers/*/ips"));
        as(token)
                .header("X-Subject-Token", tenant.logIn())
                .get("/v3/auth/tokens")
                .then()
                .statusCode(403);
        as(token)
                .header("X-Subject-Token", token)
                .delete("/v3/auth/tokens")
                .then()
                .statusCode(403);
        var child = token(ask(byToken(token), ""));
        assertThat(status(child, "/v3/auth/projects")).isEqualTo(403);
    }

    private static int status(String token, String path) {
        return as(token).urlEncodingEnabled(false).get(path).statusCode();
    }
}
