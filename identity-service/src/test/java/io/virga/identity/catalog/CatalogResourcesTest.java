package io.virga.identity.catalog;

import static io.virga.identity.Cloud.as;
import static io.virga.identity.Cloud.asAdmin;
import static io.virga.identity.Cloud.make;
import static io.virga.identity.Cloud.name;
import static io.virga.identity.Cloud.tenant;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.testing.Backing;
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
}
