package io.virga.identity.limit;

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
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.virga.testing.Backing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Backing.class)
class LimitsResourceTest {

    private String service;

    @BeforeEach
    void aServiceWithLimits() {
        service = make("services", "service", "\"type\":\"%s\"".formatted(name("type")));
    }

    @Test
    void registeredLimitsComeChangeAndGo() {
        var ids = registered("\"volumes\",\"default_limit\":10", "\"gigabytes\",\"default_limit\":-1")
                .statusCode(201)
                .body("links", nullValue())
                .body("registered_limits.resource_name", contains("volumes", "gigabytes"))
                .body("registered_limits.default_limit", contains(10, -1))
                .body("registered_limits[0].links.self", notNullValue())
                .body("registered_limits[0].region_id", nullValue())
                .extract()
                .<String>path("registered_limits[0].id");
        registered("\"volumes\",\"default_limit\":11").statusCode(409);
        registered("\"volumes\",\"default_limit\":11,\"region_id\":\"RegionOne\"")
                .statusCode(201);
        asAdmin()
                .get("/v3/registered_limits?service_id={s}&region_id=RegionOne", service)
                .then()
                .body("registered_limits.default_limit", contains(11))
                .body("links.next", nullValue());
        asAdmin()
                .get("/v3/registered_limits?service_id={s}&resource_name=gigabytes", service)
                .then()
                .body("registered_limits", hasSize(1));
        var path = "/v3/registered_limits/" + ids;
        asAdmin()
                .body("{\"registered_limit\":{\"default_limit\":5,\"description\":\"d\"}}")
                .patch(path)
                .then()
                .statusCode(200)
                .body("registered_limit.default_limit", equalTo(5))
                .body("registered_limit.description", equalTo("d"));
        asAdmin()
                .body("{\"registered_limit\":{\"region_id\":\"RegionOne\"}}")
                .patch(path)
                .then()
                .statusCode(409);
        asAdmin().head(path).then().statusCode(200);
        asAdmin().delete("/v3/services/{s}", service).then().statusCode(409);
        asAdmin().delete(path).then().statusCode(204);
        asAdmin().get(path).then().statusCode(404);
    }

    @Test
    void oneBadItemMakesNone() {
        registered("\"volumes\",\"default_limit\":1", "\"volumes\",\"default_limit\":2")
                .statusCode(409);
        asAdmin().get("/v3/registered_limits?service_id={s}", service).then().body("registered_limits", hasSize(0));
        registered("\"volumes\",\"default_limit\":1").statusCode(201);
        var project = tenant().projectId();
        limits(ofProject(project, 1), ofProject(project, 2)).statusCode(409);
        asAdmin().get("/v3/limits?service_id={s}", service).then().body("limits", hasSize(0));
    }

    @Test
    void aProjectsLimitStandsForTheRegisteredOne() {
        var registered =
                registered("\"volumes\",\"default_limit\":10").extract().<String>path("registered_limits[0].id");
        var tenant = tenant();
        var id = limits(ofProject(tenant.projectId(), 3), ofDomain("default", 50))
                .statusCode(201)
                .body("links", nullValue())
                .body("limits.resource_limit", contains(3, 50))
                .body("limits.project_id", contains(tenant.projectId(), null))
                .body("limits.domain_id", contains(null, "default"))
                .body("limits[0].service_id", equalTo(service))
                .body("limits[0].links.self", notNullValue())
                .extract()
                .<String>path("limits[0].id");
        limits(ofProject(tenant.projectId(), 4)).statusCode(409);
        asAdmin()
                .get("/v3/limits?service_id={s}&project_id={p}&resource_name=volumes", service, tenant.projectId())
                .then()
                .body("limits.id", contains(id))
                .body("links.self", endsWith("volumes"));
        asAdmin()
                .get("/v3/limits?service_id={s}&domain_id=default", service)
                .then()
                .body("limits.resource_limit", contains(50));
        asAdmin()
                .body("{\"limit\":{\"resource_limit\":0}}")
                .patch("/v3/limits/{l}", id)
                .then()
                .statusCode(200)
                .body("limit.resource_limit", equalTo(0));
        asAdmin()
                .body("{\"registered_limit\":{\"default_limit\":5}}")
                .patch("/v3/registered_limits/{r}", registered)
                .then()
                .statusCode(403);
        asAdmin().delete("/v3/registered_limits/{r}", registered).then().statusCode(403);
        asAdmin().delete("/v3/projects/{p}", tenant.projectId()).then().statusCode(204);
        asAdmin().get("/v3/limits/{l}", id).then().statusCode(404);
    }

    @Test
    void aLimitOfAProjectThatIsADomainIsTheDomains() {
        registered("\"volumes\",\"default_limit\":10");
        limits(ofProject("default", 7))
                .statusCode(201)
                .body("limits[0].domain_id", equalTo("default"))
                .body("limits[0].project_id", nullValue());
    }

    @Test
    void aLimitNeedsARegisteredOne() {
        limits(ofProject(tenant().projectId(), 3)).statusCode(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"limits\":[]}",
                "{\"limits\":{}}",
                "{\"limits\":[{}]}",
                "{\"limits\":[1]}",
                "{\"limits\":[{\"service_id\":\"S\",\"resource_name\":\"volumes\",\"resource_limit\":1}]}",
                "{\"limits\":[{\"service_id\":\"S\",\"resource_name\":\"volumes\",\"resource_limit\":\"1\",\"domain_id\":\"default\"}]}",
                "{\"limits\":[{\"service_id\":\"S\",\"resource_name\":\"volumes\",\"resource_limit\":-2,\"domain_id\":\"default\"}]}",
                "{\"limits\":[{\"service_id\":\"S\",\"resource_name\":\"volumes\",\"resource_limit\":2147483648,\"domain_id\":\"default\"}]}",
                "{\"limits\":[{\"service_id\":\"S\",\"resource_name\":\"volumes\",\"resource_limit\":1,\"domain_id\":\"no\"}]}",
                "{\"limits\":[{\"service_id\":\"S\",\"resource_name\":\"volumes\",\"resource_limit\":1,\"project_id\":\"no\"}]}",
                "{\"limits\":[{\"service_id\":\"no\",\"resource_name\":\"volumes\",\"resource_limit\":1,\"domain_id\":\"default\"}]}",
                "{\"limits\":[{\"service_id\":\"S\",\"region_id\":\"no\",\"resource_name\":\"volumes\",\"resource_limit\":1,\"domain_id\":\"default\"}]}",
                "{\"limits\":[{\"service_id\":\"S\",\"resource_name\":\"volumes\",\"resource_limit\":1,\"domain_id\":\"default\",\"x\":1}]}"
            })
    void badLimitsAreRefused(String body) {
        registered("\"volumes\",\"default_limit\":10").statusCode(201);
        asAdmin()
                .body(body.replace("\"S\"", "\"" + service + "\""))
                .post("/v3/limits")
                .then()
                .statusCode(400);
        asAdmin().get("/v3/limits?service_id={s}", service).then().body("limits", hasSize(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"registered_limits\":[]}",
                "{\"registered_limits\":[{\"service_id\":\"S\",\"resource_name\":\"v\"}]}",
                "{\"registered_limits\":[{\"service_id\":\"S\",\"default_limit\":1}]}",
                "{\"registered_limits\":[{\"service_id\":\"no\",\"resource_name\":\"v\",\"default_limit\":1}]}",
                "{\"registered_limits\":[{\"service_id\":\"S\",\"resource_name\":\"v\",\"default_limit\":1.5}]}",
                "{\"registered_limits\":[{\"service_id\":\"S\",\"resource_name\":\"\",\"default_limit\":1}]}"
            })
    void badRegisteredLimitsAreRefused(String body) {
        asAdmin()
                .body(body.replace("\"S\"", "\"" + service + "\""))
                .post("/v3/registered_limits")
                .then()
                .statusCode(400);
        asAdmin().get("/v3/registered_limits?service_id={s}", service).then().body("registered_limits", hasSize(0));
    }

    @Test
    @Tag("SEC-25")
    void everybodySeesWhatConcernsThem() {
        registered("\"volumes\",\"default_limit\":10");
        var domain = make("domains", "domain", "\"name\":\"%s\"".formatted(name("domain")));
        var project =
                make("projects", "project", "\"name\":\"%s\",\"domain_id\":\"%s\"".formatted(name("project"), domain));
        var tenant = tenant();
        limits(ofProject(tenant.projectId(), 1), ofProject(project, 2), ofDomain(domain, 3), ofDomain("default", 4))
                .statusCode(201);
        asAdmin()
                .put("/v3/domains/{d}/users/{u}/roles/{r}", domain, tenant.userId(), role("reader"))
                .then()
                .statusCode(204);
        var ofDomain =
                token(ask(byPassword(tenant.name(), tenant.name()), "{\"domain\":{\"id\":\"%s\"}}".formatted(domain)));
        var unscoped = token(ask(byPassword(tenant.name(), tenant.name()), "\"unscoped\""));
        var system = token(ask(byPassword("admin", ADMIN_PASSWORD), "{\"system\":{\"all\":true}}"));
        sees(tenant.logIn(), 1);
        sees(ofDomain, 2, 3);
        sees(unscoped);
        sees(system, 1, 2, 3, 4);
        as(tenant.logIn())
                .get("/v3/limits?service_id={s}&project_id={p}", service, project)
                .then()
                .body("limits", hasSize(0));
        maySee(tenant.logIn(), ofDomain, 1);
        maySee(ofDomain, tenant.logIn(), 2);
        maySee(ofDomain, tenant.logIn(), 3);
        maySee(system, ofDomain, 4);
        as(tenant.logIn()).get("/v3/limits/nothing").then().statusCode(403);
        as(system).get("/v3/limits/nothing").then().statusCode(404);
    }

    @Test
    void aTenantMayReadWhatIsRegisteredAndChangeNothing() {
        var id = registered("\"volumes\",\"default_limit\":10").extract().<String>path("registered_limits[0].id");
        var tenant = tenant();
        var limit = limits(ofProject(tenant.projectId(), 1)).extract().<String>path("limits[0].id");
        var token = tenant.logIn();
        as(token).get("/v3/registered_limits/{r}", id).then().statusCode(200);
        as(token).get("/v3/registered_limits").then().statusCode(200);
        as(token).get("/v3/limits/model").then().statusCode(200).body("model.name", equalTo("flat"));
        as(token).body("{}").post("/v3/registered_limits").then().statusCode(403);
        as(token).body("{}").patch("/v3/registered_limits/{r}", id).then().statusCode(403);
        as(token).delete("/v3/registered_limits/{r}", id).then().statusCode(403);
        as(token).body("{}").post("/v3/limits").then().statusCode(403);
        as(token)
                .body("{\"limit\":{\"resource_limit\":9}}")
                .patch("/v3/limits/{l}", limit)
                .then()
                .statusCode(403);
        as(token).delete("/v3/limits/{l}", limit).then().statusCode(403);
        asAdmin().get("/v3/limits/{l}", limit).then().body("limit.resource_limit", equalTo(1));
    }

    private void sees(String token, Integer... ceilings) {
        as(token)
                .get("/v3/limits?service_id={s}", service)
                .then()
                .statusCode(200)
                .body("limits.resource_limit", containsInAnyOrder(ceilings));
    }

    private void maySee(String token, String stranger, int ceiling) {
        var id = asAdmin()
                .get("/v3/limits?service_id={s}", service)
                .then()
                .extract()
                .<String>path("limits.find { it.resource_limit == %d }.id".formatted(ceiling));
        as(token).get("/v3/limits/{l}", id).then().statusCode(200).body("limit.resource_limit", equalTo(ceiling));
        as(stranger).get("/v3/limits/{l}", id).then().statusCode(403);
    }

    private ValidatableResponse registered(String... items) {
        var list = new StringBuilder();
        for (var item : items) {
            list.append(list.isEmpty() ? "" : ",")
                    .append("{\"service_id\":\"%s\",\"resource_name\":%s}".formatted(service, item));
        }
        return asAdmin()
                .body("{\"registered_limits\":[%s]}".formatted(list))
                .post("/v3/registered_limits")
                .then();
    }

    private String ofProject(String id, int ceiling) {
        return limit("project_id", id, ceiling);
    }

    private String ofDomain(String id, int ceiling) {
        return limit("domain_id", id, ceiling);
    }

    private String limit(String key, String id, int ceiling) {
        return "{\"service_id\":\"%s\",\"resource_name\":\"volumes\",\"%s\":\"%s\",\"resource_limit\":%d}"
                .formatted(service, key, id, ceiling);
    }

    private ValidatableResponse limits(String... items) {
        return asAdmin()
                .body("{\"limits\":[%s]}".formatted(String.join(",", items)))
                .post("/v3/limits")
                .then();
    }
}
