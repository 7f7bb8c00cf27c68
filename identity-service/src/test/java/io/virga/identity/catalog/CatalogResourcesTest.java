package io.virga.identity.catalog;

import static io.virga.identity.Cloud.ADMIN_PASSWORD;
import static io.virga.identity.Cloud.as;
import static io.virga.identity.Cloud.asAdmin;
import static io.virga.identity.Cloud.ask;
import static io.virga.identity.Cloud.byPassword;
import static io.virga.identity.Cloud.make;
import static io.virga.identity.Cloud.name;
import static io.virga.identity.Cloud.role;
import static io.virga.identity.Cloud.tenant;
import static io.virga.identity.Cloud.token;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.testing.Backing;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backing.class)
class CatalogResourcesTest {

    @Test
    void anEndpointBringsItsServiceIntoTheCatalog() {
        var type = name("type");
        var region = name("region");
        var service = make("services", "service", "\"type\":\"%s\",\"name\":\"n\"".formatted(type));
        var endpoint = asAdmin()
                .body(
                        "{\"endpoint\":{\"service_id\":\"%s\",\"interface\":\"public\",\"url\":\"http://x\",\"region\":\"%s\"}}"
                                .formatted(service, region))
                .post("/v3/endpoints")
                .then()
                .statusCode(201)
                .body("endpoint.region_id", equalTo(region))
                .body("endpoint.enabled", equalTo(true))
                .extract()
                .<String>path("endpoint.id");
        asAdmin().get("/v3/regions/{r}", region).then().statusCode(200);
        asAdmin().get("/v3/auth/catalog").then().body("catalog.type", hasItem(type));
        asAdmin()
                .body("{\"endpoint\":{\"url\":\"http://y\",\"enabled\":false}}")
                .patch("/v3/endpoints/{e}", endpoint)
                .then()
                .statusCode(200)
                .body("endpoint.url", equalTo("http://y"));
        asAdmin().get("/v3/endpoints?service_id={s}", service).then().body("endpoints.id", contains(endpoint));
        asAdmin().delete("/v3/regions/{r}", region).then().statusCode(403);
        asAdmin()
                .body("{\"service\":{\"enabled\":false}}")
                .patch("/v3/services/{s}", service)
                .then()
                .statusCode(200);
        asAdmin().get("/v3/auth/catalog").then().body("catalog.type", not(hasItem(type)));
        asAdmin().get("/v3/services?type={t}", type).then().body("services.id", contains(service));
        asAdmin().delete("/v3/services/{s}", service).then().statusCode(204);
        asAdmin().get("/v3/endpoints/{e}", endpoint).then().statusCode(404);
        asAdmin().delete("/v3/regions/{r}", region).then().statusCode(204);
    }

    @Test
    void aRegionIsMadeUnderAnIdChangedAndRead() {
        var id = name("region");
        asAdmin()
                .body("{\"region\":{\"description\":\"d\",\"parent_region_id\":\"RegionOne\"}}")
                .put("/v3/regions/{r}", id)
                .then()
                .statusCode(201)
                .body("region.id", equalTo(id));
        asAdmin()
                .body("{\"region\":{\"id\":\"%s\"}}".formatted(id))
                .post("/v3/regions")
                .then()
                .statusCode(409);
        asAdmin()
                .body("{\"region\":{\"parent_region_id\":\"%s\"}}".formatted(id))
                .patch("/v3/regions/RegionOne")
                .then()
                .statusCode(400);
        asAdmin().get("/v3/regions?parent_region_id=RegionOne").then().body("regions.id", hasItem(id));
        var tenant = tenant().logIn();
        as(tenant).get("/v3/regions").then().statusCode(200);
        as(tenant).get("/v3/services").then().statusCode(403);
        as(tenant).delete("/v3/regions/{r}", id).then().statusCode(403);
        asAdmin().delete("/v3/regions/{r}", id).then().statusCode(204);
    }

    @Test
    void urlsAreFilledInForTheTokenAtHand() {
        var type = name("type");
        var service = make("services", "service", "\"type\":\"%s\"".formatted(type));
        endpoint(service, "public", "http://x/$(project_id)s/%(tenant_id)s");
        endpoint(service, "internal", "http://x/$(user_id)s");
        var tenant = tenant();
        var url = "catalog.find { it.type == '%s' }.endpoints.find { it.interface == '%s' }.url";
        as(tenant.logIn())
                .get("/v3/auth/catalog")
                .then()
                .body(
                        url.formatted(type, "public"),
                        equalTo("http://x/" + tenant.projectId() + "/" + tenant.projectId()))
                .body(url.formatted(type, "internal"), equalTo("http://x/" + tenant.userId()));
        var system = token(ask(byPassword("admin", ADMIN_PASSWORD), "{\"system\":{\"all\":true}}"));
        as(system)
                .get("/v3/auth/catalog")
                .then()
                .body("catalog.find { it.type == '%s' }.endpoints.interface".formatted(type), contains("internal"));
        refused("\"interface\":\"public\",\"url\":\"http://x/$(admin_token)s\"", service);
        refused("\"interface\":\"public\",\"url\":\"no url\"", service);
        refused("\"interface\":\"private\",\"url\":\"http://x\"", service);
        refused("\"interface\":\"public\",\"url\":\"http://x\",\"enabled\":\"True\"", service);
        refused("\"interface\":\"public\",\"url\":\"http://x\",\"region_id\":\"nowhere\"", service);
        refused("\"interface\":\"public\",\"url\":\"http://x\"", "nothing");
        asAdmin().get("/v3/endpoints?service_id={s}", service).then().body("endpoints", hasSize(2));
        asAdmin().get("/v3/endpoints?interface=private").then().statusCode(400);
        asAdmin().delete("/v3/services/{s}", service).then().statusCode(204);
    }

    @Test
    void aDisabledEndpointIsInNoCatalog() {
        var type = name("type");
        var service = make("services", "service", "\"type\":\"%s\"".formatted(type));
        var id = endpoint(service, "public", "http://x");
        asAdmin()
                .get("/v3/auth/catalog")
                .then()
                .body("catalog.find { it.type == '%s' }.endpoints.id".formatted(type), contains(id));
        asAdmin()
                .body("{\"endpoint\":{\"enabled\":false,\"region_id\":null}}")
                .patch("/v3/endpoints/{e}", id)
                .then()
                .statusCode(200)
                .body("endpoint.region_id", nullValue());
        asAdmin()
                .get("/v3/auth/catalog")
                .then()
                .body("catalog.find { it.type == '%s' }.endpoints".formatted(type), hasSize(0));
        asAdmin()
                .body("{\"endpoint\":{}}")
                .patch("/v3/endpoints/{e}", id)
                .then()
                .statusCode(400);
        asAdmin()
                .body("{\"endpoint\":{\"id\":\"other\"}}")
                .patch("/v3/endpoints/{e}", id)
                .then()
                .statusCode(400);
        asAdmin()
                .body("{\"service\":{\"enabled\":\"True\"}}")
                .patch("/v3/services/{s}", service)
                .then()
                .statusCode(400);
        asAdmin().head("/v3/endpoints/{e}", id).then().statusCode(200);
        asAdmin().delete("/v3/services/{s}", service).then().statusCode(204);
    }

    @Test
    void aRegionGoesWithThoseBelowItUnlessOneIsServedFrom() {
        var top = name("region");
        var below = name("region");
        asAdmin()
                .body("{\"region\":{\"id\":\"%s\"}}".formatted(top))
                .post("/v3/regions")
                .then()
                .statusCode(201);
        asAdmin()
                .body("{\"region\":{\"parent_region_id\":\"%s\"}}".formatted(top))
                .put("/v3/regions/{r}", below)
                .then()
                .statusCode(201);
        asAdmin().body("{\"region\":{}}").put("/v3/regions/{r}", below).then().statusCode(409);
        asAdmin()
                .body("{\"region\":{\"id\":\"x\"}}")
                .put("/v3/regions/{r}", name("y"))
                .then()
                .statusCode(400);
        asAdmin()
                .body("{\"region\":{\"parent_region_id\":\"%s\"}}".formatted(below))
                .patch("/v3/regions/{r}", top)
                .then()
                .statusCode(400);
        asAdmin()
                .body("{\"region\":{\"parent_region_id\":\"none\"}}")
                .patch("/v3/regions/{r}", top)
                .then()
                .statusCode(404);
        var service = make("services", "service", "\"type\":\"t\"");
        var endpoint = make(
                "endpoints",
                "endpoint",
                "\"service_id\":\"%s\",\"interface\":\"public\",\"url\":\"http://x\",\"region_id\":\"%s\""
                        .formatted(service, below));
        asAdmin().delete("/v3/regions/{r}", top).then().statusCode(403);
        asAdmin().get("/v3/endpoints?region={r}", below).then().body("endpoints.id", contains(endpoint));
        asAdmin().delete("/v3/services/{s}", service).then().statusCode(204);
        asAdmin()
                .body("{\"region\":{\"parent_region_id\":null,\"description\":null}}")
                .patch("/v3/regions/{r}", below)
                .then()
                .statusCode(200)
                .body("region.parent_region_id", nullValue());
        asAdmin()
                .body("{\"region\":{\"parent_region_id\":\"%s\"}}".formatted(top))
                .patch("/v3/regions/{r}", below)
                .then()
                .statusCode(200);
        asAdmin().delete("/v3/regions/{r}", top).then().statusCode(204);
        asAdmin().get("/v3/regions/{r}", below).then().statusCode(404);
    }

    @Test
    void aReaderOfTheSystemSeesWhatItMayNotChange() {
        var tenant = tenant();
        asAdmin()
                .put("/v3/system/users/{u}/roles/{r}", tenant.userId(), role("reader"))
                .then()
                .statusCode(204);
        var reader = token(ask(byPassword(tenant.name(), tenant.name()), "{\"system\":{\"all\":true}}"));
        for (var path : List.of("services", "endpoints", "policies", "regions", "OS-EP-FILTER/endpoint_groups")) {
            as(reader).get("/v3/" + path).then().statusCode(200);
            as(reader).body("{}").post("/v3/" + path).then().statusCode(403);
        }
    }

    private static String endpoint(String service, String face, String url) {
        return make(
                "endpoints",
                "endpoint",
                "\"service_id\":\"%s\",\"interface\":\"%s\",\"url\":\"%s\",\"region_id\":\"RegionOne\""
                        .formatted(service, face, url));
    }

    private static void refused(String members, String service) {
        asAdmin()
                .body("{\"endpoint\":{\"service_id\":\"%s\",%s}}".formatted(service, members))
                .post("/v3/endpoints")
                .then()
                .statusCode(400);
    }
}
