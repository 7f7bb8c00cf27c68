package io.virga.identity.domainconfig;

import static io.virga.identity.Cloud.as;
import static io.virga.identity.Cloud.asAdmin;
import static io.virga.identity.Cloud.make;
import static io.virga.identity.Cloud.name;
import static io.virga.identity.Cloud.tenant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.identity.OfDomain;
import io.virga.testing.Backing;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Backing.class)
class DomainConfigResourceTest {

    private static final String CONFIG = """
            {"config":{"identity":{"driver":"ldap","list_limit":7},
             "ldap":{"url":"ldap://example.org","user_tree_dn":"ou=Users","password":"top secret"}}}""";

    @Inject
    Session session;

    private static String domain() {
        return make("domains", "domain", "\"name\":\"%s\"".formatted(name("conf")));
    }

    private static String configured() {
        var domain = domain();
        asAdmin()
                .body(CONFIG)
                .put("/v3/domains/{d}/config", domain)
                .then()
                .statusCode(201)
                .body("config.identity.list_limit", equalTo(7))
                .body("config.ldap.url", equalTo("ldap://example.org"))
                .body("config.ldap", not(hasKey("password")));
        return domain;
    }

    @Test
    void settingsAreMadeReadAndReplaced() {
        var domain = configured();
        asAdmin().get("/v3/domains/{d}/config/identity", domain).then().body("config.identity.driver", equalTo("ldap"));
        asAdmin()
                .get("/v3/domains/{d}/config/ldap/url", domain)
                .then()
                .body("config.url", equalTo("ldap://example.org"));
        asAdmin().head("/v3/domains/{d}/config/ldap", domain).then().statusCode(200);
        asAdmin()
                .body("{\"config\":{\"identity\":{\"driver\":\"sql\"}}}")
                .put("/v3/domains/{d}/config", domain)
                .then()
                .statusCode(200)
                .body("config", not(hasKey("ldap")));
        asAdmin().delete("/v3/domains/{d}/config", domain).then().statusCode(204);
        asAdmin().get("/v3/domains/{d}/config", domain).then().statusCode(404);
    }

    @Test
    void groupsAndOptionsChangeByThemselves() {
        var domain = configured();
        asAdmin()
                .body("{\"config\":{\"identity\":{\"driver\":\"other\",\"list_limit\":8}}}")
                .patch("/v3/domains/{d}/config/identity", domain)
                .then()
                .statusCode(200)
                .body("config.identity.list_limit", equalTo(8))
                .body("config.ldap.url", equalTo("ldap://example.org"));
        asAdmin()
                .body("{\"config\":{\"driver\":\"third\"}}")
                .patch("/v3/domains/{d}/config/identity/driver", domain)
                .then()
                .statusCode(200)
                .body("config.identity.driver", equalTo("third"));
        asAdmin()
                .delete("/v3/domains/{d}/config/identity/driver", domain)
                .then()
                .statusCode(204);
        asAdmin()
                .get("/v3/domains/{d}/config/identity/driver", domain)
                .then()
                .statusCode(404)
                .body("error.message", containsString("option driver in group identity"));
        asAdmin()
                .body("{\"config\":{\"driver\":\"again\"}}")
                .patch("/v3/domains/{d}/config/identity/driver", domain)
                .then()
                .statusCode(404);
        asAdmin().delete("/v3/domains/{d}/config/identity", domain).then().statusCode(204);
        asAdmin().get("/v3/domains/{d}/config/identity", domain).then().statusCode(404);
        asAdmin().delete("/v3/domains/{d}/config/identity", domain).then().statusCode(404);
    }

    @Test
    void aPasswordIsSealedAndNeverShown() {
        var domain = configured();
        asAdmin().get("/v3/domains/{d}/config/ldap/password", domain).then().statusCode(404);
        asAdmin()
                .body("{\"config\":{\"password\":\"new secret\"}}")
                .patch("/v3/domains/{d}/config/ldap/password", domain)
                .then()
                .statusCode(200)
                .body("config.ldap", not(hasKey("password")));
        var sealed = QuarkusTransaction.requiringNew()
                .call(() -> session.createNativeQuery(
                                "select sealed from domain_options where domain_id = :d and option_name = 'password'",
                                byte[].class)
                        .setParameter("d", domain)
                        .getSingleResult());
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"config\":{}}",
                "{\"config\":{\"identity\":{}}}",
                "{\"config\":{\"identity\":\"sql\"}}",
                "{\"config\":{\"token\":{\"provider\":\"x\"}}}",
                "{\"config\":{\"identity\":{\"caching\":true}}}"
            })
    void whatNoDomainHasIsRefused(String body) {
        asAdmin().body(body).put("/v3/domains/{d}/config", domain()).then().statusCode(403);
    }

    @Test
    void aPartChangesNothingButItself() {
        var domain = configured();
        asAdmin()
                .body(CONFIG)
                .patch("/v3/domains/{d}/config/ldap", domain)
                .then()
                .statusCode(403);
        asAdmin()
                .body("{\"config\":{\"driver\":\"a\",\"list_limit\":1}}")
                .patch("/v3/domains/{d}/config/identity/driver", domain)
                .then()
                .statusCode(403);
        asAdmin()
                .body("{\"config\":{\"identity\":{\"driver\":{\"deep\":1}}}}")
                .patch("/v3/domains/{d}/config", domain)
                .then()
                .statusCode(400);
        asAdmin().get("/v3/domains/{d}/config/token", domain).then().statusCode(403);
        asAdmin().body(CONFIG).put("/v3/domains/nowhere/config").then().statusCode(404);
    }

    @Test
    void defaultsAreShownExceptWhatIsSensitive() {
        asAdmin()
                .get("/v3/domains/config/default")
                .then()
                .statusCode(200)
                .body("config.identity.driver", equalTo("sql"))
                .body("config.ldap.url", equalTo("ldap://localhost"))
                .body("config.ldap", not(hasKey("password")));
        asAdmin().get("/v3/domains/config/identity/default").then().body("config.identity", hasKey("list_limit"));
        asAdmin().get("/v3/domains/config/ldap/use_tls/default").then().body("config.use_tls", equalTo(false));
        asAdmin().get("/v3/domains/config/ldap/password/default").then().statusCode(403);
        asAdmin().get("/v3/domains/config/token/default").then().statusCode(403);
    }

    @Test
    void everybodyMayKnowWhatPasswordsMustLookLike() {
        var token = tenant().logIn();
        as(token)
                .get("/v3/domains/default/config/security_compliance")
                .then()
                .statusCode(200)
                .body("config.security_compliance.password_regex", nullValue());
        as(token)
                .get("/v3/domains/default/config/security_compliance/password_regex_description")
                .then()
                .statusCode(200)
                .body("config", hasKey("password_regex_description"));
        as(token)
                .get("/v3/domains/default/config/security_compliance/lockout_duration")
                .then()
                .statusCode(403);
        as(token)
                .get("/v3/domains/{d}/config/security_compliance", domain())
                .then()
                .statusCode(403);
    }

    @Test
    void onlyTheCloudsAdministratorsHandleSettings() {
        var domain = OfDomain.with("admin");
        for (var token : new String[] {domain.as("admin"), tenant().logIn()}) {
            as(token)
                    .body(CONFIG)
                    .put("/v3/domains/{d}/config", domain.id())
                    .then()
                    .statusCode(403);
            as(token).get("/v3/domains/{d}/config", domain.id()).then().statusCode(403);
            as(token).get("/v3/domains/config/default").then().statusCode(403);
            as(token).delete("/v3/domains/{d}/config", domain.id()).then().statusCode(403);
        }
    }
}
