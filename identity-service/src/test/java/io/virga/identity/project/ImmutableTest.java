package io.virga.identity.project;

import static io.virga.identity.Cloud.asAdmin;
import static io.virga.identity.Cloud.make;
import static io.virga.identity.Cloud.name;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.testing.Backing;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backing.class)
class ImmutableTest {

    private static void staysUntilReleased(String kind, String id) {
        var path = "/v3/" + kind + "s/" + id;
        var change = "{\"%s\":{%s}}";
        asAdmin()
                .body(change.formatted(kind, "\"description\":\"new\""))
                .patch(path)
                .then()
                .statusCode(403)
                .body("error.message", containsString("immutable"));
        asAdmin()
                .body(change.formatted(kind, "\"description\":\"new\",\"options\":{\"immutable\":false}"))
                .patch(path)
                .then()
                .statusCode(403);
        asAdmin().delete(path).then().statusCode(403);
        asAdmin()
                .body(change.formatted(kind, "\"options\":{\"immutable\":null}"))
                .patch(path)
                .then()
                .statusCode(200)
                .body(kind + ".options.size()", equalTo(0));
        asAdmin()
                .body(change.formatted(kind, "\"description\":\"new\""))
                .patch(path)
                .then()
                .statusCode(200);
    }

    @Test
    void anImmutableProjectStaysUntilReleased() {
        var id = make("projects", "project", "\"name\":\"%s\",\"options\":{\"immutable\":true}".formatted(name("im")));
        asAdmin().put("/v3/projects/{p}/tags/t", id).then().statusCode(403);
        staysUntilReleased("project", id);
    }

    @Test
    void anImmutableDomainStaysUntilReleased() {
        staysUntilReleased(
                "domain",
                make("domains", "domain", "\"name\":\"%s\",\"options\":{\"immutable\":true}".formatted(name("im"))));
    }

    @Test
    void aDomainWithAnImmutableProjectStays() {
        var domain = make("domains", "domain", "\"name\":\"%s\"".formatted(name("holds")));
        make(
                "projects",
                "project",
                "\"name\":\"p\",\"domain_id\":\"%s\",\"options\":{\"immutable\":true}".formatted(domain));
        asAdmin()
                .body("{\"domain\":{\"enabled\":false}}")
                .patch("/v3/domains/{d}", domain)
                .then()
                .statusCode(200);
        asAdmin().delete("/v3/domains/{d}", domain).then().statusCode(403);
        asAdmin().get("/v3/domains/{d}", domain).then().statusCode(200);
    }

    @Test
    void unknownOptionsAreRefused() {
        asAdmin()
                .body("{\"project\":{\"name\":\"%s\",\"options\":{\"eternal\":true}}}".formatted(name("no")))
                .post("/v3/projects")
                .then()
                .statusCode(400)
                .body("error.message", containsString("eternal"));
        asAdmin()
                .body("{\"domain\":{\"name\":\"%s\",\"options\":{\"immutable\":7}}}".formatted(name("no")))
                .post("/v3/domains")
                .then()
                .statusCode(400);
    }
}
