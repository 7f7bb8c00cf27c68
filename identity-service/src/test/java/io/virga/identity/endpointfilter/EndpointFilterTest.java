package io.virga.identity.endpointfilter;

import static io.virga.identity.Cloud.as;
import static io.virga.identity.Cloud.asAdmin;
import static io.virga.identity.Cloud.make;
import static io.virga.identity.Cloud.name;
import static io.virga.identity.Cloud.tenant;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.identity.Cloud.Tenant;
import io.virga.testing.Backing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backing.class)
class EndpointFilterTest {

    private static final String FILTER = "/v3/OS-EP-FILTER";

    private Tenant tenant;
    private String type;
    private String service;
    private String open;
    private String internal;

    @BeforeEach
    void aServiceWithTwoEndpoints() {
        tenant = tenant();
        type = name("type");
        service = make("services", "service", "\"type\":\"%s\"".formatted(type));
        open = endpoint("public");
        internal = endpoint("internal");
    }

    @Test
    void aProjectThatWasGivenAnEndpointSeesNoOther() {
        var path = FILTER + "/projects/" + tenant.projectId() + "/endpoints/" + open;
        asAdmin().head(path).then().statusCode(404);
        asAdmin().put(path).then().statusCode(204);
        asAdmin().put(path).then().statusCode(409);
        asAdmin().head(path).then().statusCode(204);
        asAdmin().get(path).then().statusCode(204);
        as(tenant.logIn())
                .get("/v3/auth/catalog")
                .then()
                .body("catalog.type", contains(type))
                .body("catalog[0].endpoints.id", contains(open));
        asAdmin().get("/v3/auth/catalog").then().body("catalog.type", hasItem("identity"));
        asAdmin()
                .get(FILTER + "/projects/{p}/endpoints", tenant.projectId())
                .then()
                .body("endpoints.id", contains(open));
        asAdmin()
                .get(FILTER + "/endpoints/{e}/projects", open)
                .then()
                .body("projects.id", contains(tenant.projectId()))
                .body("links.self", endsWith("/projects"));
        asAdmin()
                .body("{\"endpoint\":{\"enabled\":false}}")
                .patch("/v3/endpoints/{e}", open)
                .then()
                .statusCode(200);
        as(tenant.logIn()).get("/v3/auth/catalog").then().body("catalog", hasSize(0));
        asAdmin().delete(path).then().statusCode(204);
        asAdmin().delete(path).then().statusCode(404);
        as(tenant.logIn()).get("/v3/auth/catalog").then().body("catalog.type", hasItem("identity"));
    }

    @Test
    void aGroupGivesTheEndpointsThatHaveItsValues() {
        var group = group("\"service_id\":\"%s\"".formatted(service));
        var path = FILTER + "/endpoint_groups/" + group;
        asAdmin().head(path).then().statusCode(200);
        asAdmin().get(path + "/endpoints").then().body("endpoints.id", containsInAnyOrder(open, internal));
        asAdmin()
                .body("{\"endpoint_group\":{\"filters\":{\"service_id\":\"%s\",\"interface\":\"internal\"}}}"
                        .formatted(service))
                .patch(path)
                .then()
                .statusCode(200)
                .body("endpoint_group.filters.interface", equalTo("internal"));
        asAdmin().get(path + "/endpoints").then().body("endpoints.id", contains(internal));
        var given = path + "/projects/" + tenant.projectId();
        asAdmin().put(given).then().statusCode(204);
        asAdmin().put(given).then().statusCode(409);
        asAdmin()
                .get(given)
                .then()
                .statusCode(200)
                .body("project_endpoint_group.project_id", equalTo(tenant.projectId()));
        asAdmin().head(given).then().statusCode(200);
        as(tenant.logIn())
                .get("/v3/auth/catalog")
                .then()
                .body("catalog.type", contains(type))
                .body("catalog[0].endpoints.id", contains(internal));
        asAdmin().get(path + "/projects").then().body("projects.id", contains(tenant.projectId()));
        asAdmin()
                .get(FILTER + "/projects/{p}/endpoint_groups", tenant.projectId())
                .then()
                .body("endpoint_groups.id", contains(group));
        asAdmin()
                .get(FILTER + "/projects/{p}/endpoints", tenant.projectId())
                .then()
                .body("endpoints.id", contains(internal));
        asAdmin().delete(path).then().statusCode(204);
        asAdmin().get(path).then().statusCode(404);
        as(tenant.logIn()).get("/v3/auth/catalog").then().body("catalog.type", hasItem("identity"));
    }

    @Test
    void aGroupOfNoRegionHoldsTheEndpointsThatHaveNone() {
        var homeless = make(
                "endpoints",
                "endpoint",
                "\"service_id\":\"%s\",\"interface\":\"admin\",\"url\":\"http://x\"".formatted(service));
        var group = group("\"service_id\":\"%s\",\"region_id\":null".formatted(service));
        asAdmin().get(FILTER + "/endpoint_groups/{g}/endpoints", group).then().body("endpoints.id", contains(homeless));
        asAdmin().delete(FILTER + "/endpoint_groups/{g}", group).then().statusCode(204);
    }

    @Test
    void groupsAreListedByNameAndBadOnesRefused() {
        var name = name("group");
        make(
                "OS-EP-FILTER/endpoint_groups",
                "endpoint_group",
                "\"name\":\"%s\",\"description\":\"d\",\"filters\":{\"interface\":\"public\"}".formatted(name));
        asAdmin()
                .get(FILTER + "/endpoint_groups?name={n}", name)
                .then()
                .body("endpoint_groups.name", contains(name))
                .body("endpoint_groups[0].description", equalTo("d"));
        refused("{\"endpoint_group\":{\"name\":\"n\"}}");
        refused("{\"endpoint_group\":{\"name\":\"n\",\"filters\":{}}}");
        refused("{\"endpoint_group\":{\"filters\":{\"interface\":\"public\"}}}");
        refused("{\"endpoint_group\":{\"name\":\"n\",\"filters\":{\"interface\":\"private\"}}}");
        refused("{\"endpoint_group\":{\"name\":\"n\",\"filters\":{\"enabled\":true}}}");
        refused("{\"endpoint_group\":{\"name\":\"n\",\"filters\":{\"interface\":\"public\"},\"more\":1}}");
        asAdmin().get(FILTER + "/projects/{p}/endpoints", "nothing").then().statusCode(404);
        asAdmin()
                .put(FILTER + "/projects/{p}/endpoints/{e}", tenant.projectId(), "nothing")
                .then()
                .statusCode(404);
    }

    @Test
    void aTenantMayNeitherSeeNorChangeThem() {
        var stranger = tenant.logIn();
        var group = group("\"service_id\":\"%s\"".formatted(service));
        var own = FILTER + "/projects/" + tenant.projectId();
        as(stranger).get(FILTER + "/endpoint_groups").then().statusCode(403);
        as(stranger).get(FILTER + "/endpoint_groups/{g}", group).then().statusCode(403);
        as(stranger).delete(FILTER + "/endpoint_groups/{g}", group).then().statusCode(403);
        as(stranger).get(own + "/endpoints").then().statusCode(403);
        as(stranger).put(own + "/endpoints/{e}", open).then().statusCode(403);
        as(stranger)
                .put(FILTER + "/endpoint_groups/{g}/projects/{p}", group, tenant.projectId())
                .then()
                .statusCode(403);
        as(tenant.logIn()).get("/v3/auth/catalog").then().body("catalog.type", hasItem("identity"));
        asAdmin()
                .get(FILTER + "/projects/{p}/endpoint_groups", tenant.projectId())
                .then()
                .body("endpoint_groups.id", not(hasItem(group)));
    }

    private static void refused(String body) {
        asAdmin().body(body).post(FILTER + "/endpoint_groups").then().statusCode(400);
    }

    private static String group(String filters) {
        return make(
                "OS-EP-FILTER/endpoint_groups",
                "endpoint_group",
                "\"name\":\"%s\",\"filters\":{%s}".formatted(name("group"), filters));
    }

    private String endpoint(String face) {
        return make(
                "endpoints",
                "endpoint",
                "\"service_id\":\"%s\",\"interface\":\"%s\",\"url\":\"http://x\",\"region_id\":\"RegionOne\""
                        .formatted(service, face));
    }
}
