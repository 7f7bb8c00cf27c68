package io.virga.scheduler.provider;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.virga.contract.scheduler.Resources;
import io.virga.contract.scheduler.SchedulerRequest.PlaceInstance;
import io.virga.model.HostName;
import io.virga.model.InstanceId;
import io.virga.model.ProjectId;
import io.virga.scheduler.SomeHosts;
import io.virga.scheduler.claim.ClaimService;
import io.virga.scheduler.host.HostService;
import io.virga.scheduler.host.KnownHosts;
import io.virga.testing.Backing;
import io.virga.testing.TestIdentity;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Backing.class)
class PlacementApiTest {

    private static final String LATEST = "placement 1.39";

    @Inject
    HostService hosts;

    @Inject
    ClaimService claims;

    private final HostName name = SomeHosts.name("shown");
    private final UUID provider = KnownHosts.providerOf(name);
    private final InstanceId instance = InstanceId.random();
    private final ProjectId project = new ProjectId(UUID.randomUUID().toString().replace("-", ""));

    @BeforeEach
    void aHostWithOneInstance() {
        hosts.heard(SomeHosts.report(name, Instant.now(), 1));
        claims.place(new PlaceInstance(instance, 3, project, new Resources(2, 1024, 0), null, name, Set.of()));
    }

    @Test
    void discoveryNeedsNoToken() {
        given().when()
                .get("/")
                .then()
                .statusCode(200)
                .body("versions[0].id", equalTo("v1.0"))
                .body("versions[0].min_version", equalTo("1.0"))
                .body("versions[0].max_version", equalTo("1.39"))
                .body("versions[0].links[0].href", equalTo(""));
    }

    @Test
    void aHostIsAProvider() {
        as(TestIdentity.service())
                .get("/resource_providers/{id}", provider.toString())
                .then()
                .statusCode(200)
                .header("OpenStack-API-Version", LATEST)
                .body("name", equalTo(name.value()))
                .body("uuid", equalTo(provider.toString()))
                .body("root_provider_uuid", equalTo(provider.toString()))
                .body("parent_provider_uuid", nullValue())
                .body("links.rel", hasItems("self", "inventories", "usages", "aggregates", "traits", "allocations"));
    }

    @Test
    void anOldClientSeesWhatItKnows() {
        given().header("X-Auth-Token", TestIdentity.admin())
                .when()
                .get("/resource_providers/{id}", provider.toString())
                .then()
                .statusCode(200)
                .header("OpenStack-API-Version", "placement 1.0")
                .body("", not(hasKey("parent_provider_uuid")))
                .body("links.rel", contains("self", "inventories", "usages"));
    }

    @Test
    void providersAreFoundByNameIdAndRoom() {
        list("name=" + name).body("resource_providers.uuid", contains(provider.toString()));
        list("uuid=" + provider).body("resource_providers.name", contains(name.value()));
        list("in_tree=" + provider).body("resource_providers.name", contains(name.value()));
        list("name=" + name + "&resources=MEMORY_MB:7168").body("resource_providers", hasSize(1));
        list("name=" + name + "&resources=MEMORY_MB:7169").body("resource_providers", empty());
        list("member_of=" + UUID.randomUUID()).body("resource_providers", empty());
    }

    @Test
    void inventoriesAndUsagesOfAProvider() {
        as(TestIdentity.admin())
                .get("/resource_providers/{id}/inventories", provider.toString())
                .then()
                .statusCode(200)
                .body("inventories.MEMORY_MB.total", equalTo(8704))
                .body("inventories.MEMORY_MB.reserved", equalTo(512))
                .body("inventories.VCPU.allocation_ratio", equalTo(16.0f));
        as(TestIdentity.admin())
                .get("/resource_providers/{id}/usages", provider.toString())
                .then()
                .statusCode(200)
                .body("usages", equalTo(Map.of("VCPU", 2, "MEMORY_MB", 1024, "DISK_GB", 0)));
    }

    @Test
    void allocationsOfAProviderAndOfAConsumer() {
        as(TestIdentity.admin())
                .get("/resource_providers/{id}/allocations", provider.toString())
                .then()
                .statusCode(200)
                .body("allocations", hasKey(instance.toString()))
                .body("allocations.'%s'.resources".formatted(instance), hasEntry("VCPU", 2));
        as(TestIdentity.admin())
                .get("/allocations/{id}", instance.toString())
                .then()
                .statusCode(200)
                .body("allocations.'%s'.resources.MEMORY_MB".formatted(provider), equalTo(1024))
                .body("project_id", equalTo(project.value()))
                .body("consumer_generation", equalTo(3));
        as(TestIdentity.admin())
                .get("/allocations/{id}", InstanceId.random().toString())
                .then()
                .statusCode(200)
                .body("allocations", equalTo(Map.of()));
    }

    @Test
    void emptyAggregatesAndTraits() {
        as(TestIdentity.admin())
                .get("/resource_providers/{id}/aggregates", provider.toString())
                .then()
                .statusCode(200)
                .body("aggregates", empty());
        as(TestIdentity.admin())
                .get("/resource_providers/{id}/traits", provider.toString())
                .then()
                .statusCode(200)
                .body("traits", empty());
        as(TestIdentity.admin()).get("/traits").then().statusCode(200).body("traits", empty());
        as(TestIdentity.admin())
                .get("/resource_classes")
                .then()
                .statusCode(200)
                .body("resource_classes.name", contains("VCPU", "MEMORY_MB", "DISK_GB"));
    }

    @Test
    void candidatesAreHostsThatHaveRoom() {
        as(TestIdentity.admin())
                .get("/allocation_candidates?resources=VCPU:1,MEMORY_MB:512")
                .then()
                .statusCode(200)
                .body("provider_summaries.'%s'.resources.MEMORY_MB.capacity".formatted(provider), equalTo(8192))
                .body("provider_summaries.'%s'.resources.MEMORY_MB.used".formatted(provider), equalTo(1024))
                .body(
                        "allocation_requests.collect { it.allocations.keySet() }.flatten()",
                        hasItem(provider.toString()));
        as(TestIdentity.admin())
                .get("/allocation_candidates?resources=MEMORY_MB:1000000")
                .then()
                .statusCode(200)
                .body("allocation_requests", empty());
    }

    @Test
    void aProjectsReaderSeesItsOwnUsage() {
        as(TestIdentity.inProject(project.value(), "reader"))
                .get("/usages?project_id={p}", project.value())
                .then()
                .statusCode(200)
                .body("usages.INSTANCE.VCPU", equalTo(2))
                .body("usages.INSTANCE.consumer_count", equalTo(1));
    }

    @Test
    @Tag("SEC-22")
    void aStrangerSeesNobodysUsage() {
        as(TestIdentity.reader())
                .get("/usages?project_id={p}", project.value())
                .then()
                .statusCode(403);
    }

    @ParameterizedTest
    @Tag("SEC-22")
    @ValueSource(
            strings = {
                "/resource_providers",
                "/resource_providers/x",
                "/resource_providers/x/inventories",
                "/resource_providers/x/usages",
                "/resource_providers/x/aggregates",
                "/resource_providers/x/traits",
                "/resource_providers/x/allocations",
                "/resource_classes",
                "/resource_classes/VCPU",
                "/traits",
                "/traits/X",
                "/allocations/x",
                "/allocation_candidates"
            })
    void hostsAreForOperatorsAndServices(String path) {
        given().when().get(path).then().statusCode(401).body("errors[0].status", equalTo(401));
        as(TestIdentity.expired()).get(path).then().statusCode(401);
        as(TestIdentity.member()).get(path).then().statusCode(403).body("errors[0].title", equalTo("Forbidden"));
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "GET, /nothing/here, 404",
        "GET, /resource_providers/not-a-uuid, 404",
        "GET, /resource_providers/7b3b5a2e-0000-0000-0000-000000000000, 404",
        "GET, /resource_providers/7b3b5a2e-0000-0000-0000-000000000000/usages, 404",
        "GET, /resource_classes/CUSTOM_UNKNOWN, 404",
        "GET, /traits/UNKNOWN, 404",
        "GET, /resource_providers?uuid=not-a-uuid, 400",
        "GET, /resource_providers?colour=blue, 400",
        "GET, /resource_providers?name=a&name=b, 400",
        "GET, /resource_providers?required=UNKNOWN, 400",
        "GET, /resource_providers?resources=VCPU, 400",
        "GET, /resource_providers?resources=VCPU:0, 400",
        "GET, /resource_providers?resources=VCPU:-1, 400",
        "GET, /resource_providers?resources=VCPU:99999999999999999999, 400",
        "GET, /resource_providers?resources=:1, 400",
        "GET, /resource_providers?resources=GOLD:1, 400",
        "GET, /allocation_candidates, 400",
        "GET, /allocation_candidates?resources=, 400",
        "GET, /allocation_candidates?resources=VCPU:1&limit=0, 400",
        "GET, /allocation_candidates?resources=VCPU:1&limit=many, 400",
        "GET, /usages, 400",
        "GET, /usages?project_id=, 400",
        "GET, /usages?project_id=x&colour=blue, 400",
        "POST, /resource_providers, 405",
        "DELETE, /resource_providers/7b3b5a2e-0000-0000-0000-000000000000, 405",
        "PUT, /allocations/7b3b5a2e-0000-0000-0000-000000000000, 405"
    })
    void badInputIsRefusedInTheEnvelope(String method, String path, int status) {
        as(TestIdentity.admin())
                .contentType(ContentType.JSON)
                .request(method, path)
                .then()
                .statusCode(status)
                .contentType(startsWith("application/json"))
                .body("errors[0].status", equalTo(status))
                .body("errors[0].request_id", startsWith("req-"))
                .body("errors[0].code", startsWith("placement."));
    }

    @Test
    void theCodeOfAnErrorIsNotForOldClients() {
        given().header("X-Auth-Token", TestIdentity.admin())
                .when()
                .get("/resource_providers/x")
                .then()
                .statusCode(404)
                .body("errors[0]", not(hasKey("code")));
    }

    @Test
    void aVersionThatIsNotSpokenIsRefused() {
        given().header("X-Auth-Token", TestIdentity.admin())
                .header("OpenStack-API-Version", "placement 1.99")
                .when()
                .get("/resource_providers")
                .then()
                .statusCode(406)
                .body("errors[0].detail", containsString("1.39"));
    }

    private ValidatableResponse list(String query) {
        return as(TestIdentity.admin())
                .get("/resource_providers?" + query)
                .then()
                .statusCode(200);
    }

    private static RequestSpecification as(String token) {
        return given().header("X-Auth-Token", token)
                .header("OpenStack-API-Version", LATEST)
                .when();
    }
}
