package io.virga.compute.api;

import static io.restassured.RestAssured.given;
import static io.virga.compute.TestCloud.delete;
import static io.virga.compute.TestCloud.get;
import static io.virga.compute.TestCloud.memberOf;
import static io.virga.compute.TestCloud.newProject;
import static io.virga.compute.TestCloud.post;
import static io.virga.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.compute.TestCloud;
import io.virga.compute.TestPeers;
import io.virga.contract.scheduler.SchedulerRequest.SetHostEnabled;
import io.virga.testing.Backing;
import io.virga.testing.TestIdentity;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(TestPeers.class)
class ComputeApiTest {

    private static final String KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFn9ZIAh1RO9FQdXmGJVnVZlhWhW3hyzOAYBxTEBrhAv me@here";

    @Inject
    TestCloud cloud;

    private final String project = newProject();
    private final String token = memberOf(project);
    private final String admin = TestIdentity.admin();

    @BeforeEach
    void reset() {
        cloud.reset();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v2.1", "/v2.1/"})
    void discoveryNeedsNoToken(String path) {
        given().get(path)
                .then()
                .statusCode(200)
                .body("version.id", equalTo("v2.1"))
                .body("version.min_version", equalTo("2.1"))
                .body("version.links[0].href", startsWith("http://"));
        given().get("/")
                .then()
                .statusCode(200)
                .body("versions.id", equalTo(List.of("v2.0", "v2.1")))
                .body("versions.status", equalTo(List.of("SUPPORTED", "CURRENT")));
    }

    @Test
    void version20IsTheSameWithoutMicroversions() {
        given().get("/v2/").then().statusCode(200).body("version.id", equalTo("v2.0"));
        for (var path : List.of("/v2/flavors/42", "/v2/" + project + "/flavors/42")) {
            given().header("X-Auth-Token", token)
                    .header("X-OpenStack-Nova-API-Version", "2.999")
                    .get(path)
                    .then()
                    .statusCode(200)
                    .header("X-OpenStack-Nova-API-Version", "2.1")
                    .body("flavor.ram", equalTo(128));
        }
    }

    @ParameterizedTest
    @CsvSource({"2.1, 200, 2.1", "2.10, 200, 2.10", "latest, 200, 2.45", "2.999, 406, 2.999", "x, 400, ''"})
    void microversionsAreNegotiated(String asked, int status, String answered) {
        var answer = given().header("X-Auth-Token", token)
                .header("X-OpenStack-Nova-API-Version", asked)
                .get("/v2.1/servers")
                .then()
                .statusCode(status);
        if (!answered.isEmpty()) {
            answer.header("X-OpenStack-Nova-API-Version", answered)
                    .header("OpenStack-API-Version", "compute " + answered);
        }
        if (status == 406) {
            answer.body("computeFault.code", equalTo(406));
        }
    }

    @Test
    void theProjectMayStandInThePath() {
        get(token, "/v2.1/" + project + "/flavors").statusCode(200).body("flavors", not(hasSize(0)));
        get(token, "/v2.1/" + project + "/servers/detail?limit=5").statusCode(200);
        given().get("/v2.1/" + project).then().statusCode(200).body("version.id", equalTo("v2.1"));
    }

    @Test
    void faultsHaveTheirEnvelopeAndAnId() {
        get(token, "/v2.1/servers/nosuch")
                .statusCode(404)
                .header("x-openstack-request-id", startsWith("req-"))
                .header("x-compute-request-id", startsWith("req-"))
                .body("itemNotFound.message", containsString("nosuch"));
        get(token, "/v2.1/nosuch").statusCode(404).body("itemNotFound.code", equalTo(404));
        given().get("/v2.1/servers").then().statusCode(401).body("error.code", equalTo(401));
        get(token, "/v2.1/os-hypervisors").statusCode(403).body("forbidden.code", equalTo(403));
    }

    @Test
    void flavorsAreSeededManagedAndProtected() {
        get(token, "/v2.1/flavors/42").statusCode(200).body("flavor.ram", equalTo(128));
        get(token, "/v2.1/flavors/m1.tiny").statusCode(404);
        var body =
                "{\"flavor\": {\"name\": \"f-%s\", \"ram\": 64, \"vcpus\": 1, \"disk\": 1, \"id\": null, \"swap\": 0,"
                        + " \"rxtx_factor\": 1.0, \"os-flavor-access:is_public\": false, \"OS-FLV-EXT-DATA:ephemeral\": 0}}";
        post(token, "/v2.1/flavors", body.formatted(project)).statusCode(403);
        String id = post(admin, "/v2.1/flavors", body.formatted(project))
                .statusCode(200)
                .body("flavor.swap", equalTo(""))
                .extract()
                .path("flavor.id");
        post(admin, "/v2.1/flavors", body.formatted(project)).statusCode(409);
        get(token, "/v2.1/flavors/" + id).statusCode(404);
        post(admin, "/v2.1/flavors/" + id + "/action", "{\"addTenantAccess\": {\"tenant\": \"%s\"}}".formatted(project))
                .statusCode(200)
                .body("flavor_access[0].tenant_id", equalTo(project));
        get(token, "/v2.1/flavors/" + id).statusCode(200);
        post(admin, "/v2.1/flavors/" + id + "/os-extra_specs", "{\"extra_specs\": {\"hw:x\": \"1\"}}")
                .statusCode(200);
        get(token, "/v2.1/flavors/" + id + "/os-extra_specs").body("extra_specs.'hw:x'", equalTo("1"));
        delete(admin, "/v2.1/flavors/" + id).statusCode(202);
    }

    @Test
    void keyPairsAreImportedAndGenerated() {
        var name = "k" + project;
        post(
                        token,
                        "/v2.1/os-keypairs",
                        "{\"keypair\": {\"name\": \"%s\", \"public_key\": \"%s\"}}".formatted(name, KEY))
                .statusCode(200)
                .body("keypair.fingerprint.length()", equalTo(47));
        post(token, "/v2.1/os-keypairs", "{\"keypair\": {\"name\": \"%s\"}}".formatted(name))
                .statusCode(409);
        get(token, "/v2.1/os-keypairs").body("keypairs.keypair.name", hasItem(name));
        get(token, "/v2.1/os-keypairs/" + name).statusCode(200).body("keypair.deleted", equalTo(false));
        delete(token, "/v2.1/os-keypairs/" + name).statusCode(202);
        post(token, "/v2.1/os-keypairs", "{\"keypair\": {\"name\": \"%s\"}}".formatted(name))
                .statusCode(200)
                .body("keypair.private_key", startsWith("-----BEGIN RSA PRIVATE KEY-----"))
                .body("keypair.public_key", startsWith("ssh-rsa AAAA"));
        delete(token, "/v2.1/os-keypairs/" + name).statusCode(202);
        post(token, "/v2.1/os-keypairs", "{\"keypair\": {\"name\": \"x\", \"public_key\": \"ssh-rsa AAAA\"}}")
                .statusCode(400);
    }

    @Test
    void hostsAppearByTheirHeartbeatsAndCanBeDisabled() {
        eventually(Duration.ofSeconds(10), () -> {
            cloud.beat(TestCloud.HOSTS.getFirst(), List.of());
            get(admin, "/v2.1/os-hypervisors")
                    .body("hypervisors.hypervisor_hostname", hasItem("h1"))
                    .body("hypervisors.state", hasItem("up"));
        });
        get(admin, "/v2.1/os-hypervisors/detail").statusCode(200).body("hypervisors[0].memory_mb", equalTo(8192));
        get(admin, "/v2.1/os-hypervisors/statistics").statusCode(200);
        get(admin, "/v2.1/os-hypervisors/h1").statusCode(404);
        get(token, "/v2.1/os-availability-zone")
                .body("availabilityZoneInfo.zoneName", hasItem("nova"))
                .body("availabilityZoneInfo[0].hosts", nullValue());
        given().header("X-Auth-Token", admin)
                .contentType("application/json")
                .body("{\"host\": \"h1\", \"binary\": \"nova-compute\", \"disabled_reason\": \"test\"}")
                .put("/v2.1/os-services/disable-log-reason")
                .then()
                .statusCode(200)
                .body("service.status", equalTo("disabled"));
        eventually(
                Duration.ofSeconds(5),
                () -> assertThat(cloud.schedulerRequests)
                        .contains(new SetHostEnabled(TestCloud.HOSTS.getFirst(), false)));
        get(admin, "/v2.1/os-services").body("services.disabled_reason", hasItem("test"));
    }

    @Test
    void quotasAreShownAndSet() {
        get(token, "/v2.1/os-quota-sets/" + project)
                .statusCode(200)
                .body("quota_set.keySet()", hasItems("instances", "fixed_ips", "injected_files"))
                .body("quota_set.instances", equalTo(10));
        given().header("X-Auth-Token", admin)
                .contentType("application/json")
                .body("{\"quota_set\": {\"instances\": 0}}")
                .put("/v2.1/os-quota-sets/" + project)
                .then()
                .statusCode(200);
        post(token, "/v2.1/servers", TestCloud.server("{}")).statusCode(403);
        delete(admin, "/v2.1/os-quota-sets/" + project).statusCode(202);
        get(token, "/v2.1/os-quota-sets/" + project + "/detail").body("quota_set.cores.limit", equalTo(20));
    }

    @Test
    @Tag("SEC-28")
    void anotherTenantsServerDoesNotExist() {
        var id = cloud.boot(token);
        var stranger = memberOf(newProject());
        get(stranger, "/v2.1/servers/" + id).statusCode(404);
        delete(stranger, "/v2.1/servers/" + id).statusCode(404);
        post(stranger, "/v2.1/servers/" + id + "/action", "{\"os-stop\": null}").statusCode(404);
        for (var part : List.of("metadata", "ips", "os-instance-actions", "os-security-groups")) {
            get(stranger, "/v2.1/servers/" + id + "/" + part).statusCode(404);
        }
        get(stranger, "/v2.1/servers").body("servers", hasSize(0));
        get(stranger, "/v2.1/servers?all_tenants=1").statusCode(403);
        get(admin, "/v2.1/servers?all_tenants=True&tenant_id=" + project).body("servers.id", equalTo(List.of(id)));
    }

    @Test
    void serversAreFilteredAndPaged() {
        post(token, "/v2.1/servers", TestCloud.server("\"min_count\": 3")).statusCode(202);
        eventually(
                Duration.ofSeconds(15),
                () -> get(token, "/v2.1/servers?status=ACTIVE").body("servers", hasSize(3)));
        get(token, "/v2.1/servers?name=eb-2").body("servers.name", equalTo(List.of("web-2")));
        get(token, "/v2.1/servers?status=SHUTOFF").body("servers", hasSize(0));
        get(token, "/v2.1/servers?ip=10.0.0").body("servers", hasSize(3));
        get(token, "/v2.1/servers?changes-since=2000-01-01T00:00:00Z").body("servers", hasSize(3));
        get(token, "/v2.1/servers?status=ACTIVE&changes-since=2051-01-01T00:00:00Z")
                .body("servers", hasSize(0));
        for (var list : List.of("servers", "flavors")) {
            get(token, "/v2.1/" + list + "?limit=0")
                    .statusCode(200)
                    .body(list, hasSize(0))
                    .body(list + "_links", nullValue());
        }
        get(token, "/v2.1/servers?name=(").statusCode(400);
        get(token, "/v2.1/servers?sort_key=display_name&sort_dir=asc")
                .body("servers.name", equalTo(List.of("web-1", "web-2", "web-3")));
        Map<String, String> next = get(token, "/v2.1/servers?limit=2")
                .body("servers", hasSize(2))
                .extract()
                .path("servers_links[0]");
        given().header("X-Auth-Token", token)
                .urlEncodingEnabled(false)
                .get(next.get("href"))
                .then()
                .statusCode(200)
                .body("servers", hasSize(1))
                .body("$", not(hasItem("servers_links")));
    }

    @Test
    void metadataAndNameCanBeChanged() {
        var id = cloud.boot(token);
        post(token, "/v2.1/servers/" + id + "/metadata", "{\"metadata\": {\"a\": \"1\", \"b\": \"2\"}}")
                .statusCode(200)
                .body("metadata.a", equalTo("1"));
        delete(token, "/v2.1/servers/" + id + "/metadata/a").statusCode(204);
        delete(token, "/v2.1/servers/" + id + "/metadata/a").statusCode(404);
        given().header("X-Auth-Token", token)
                .contentType("application/json")
                .body("{\"server\": {\"name\": \"renamed\", \"accessIPv4\": \"192.0.2.1\"}}")
                .put("/v2.1/servers/" + id)
                .then()
                .statusCode(200)
                .body("server.name", equalTo("renamed"))
                .body("server.accessIPv4", equalTo("192.0.2.1"));
        get(token, "/v2.1/servers/" + id).body("server.metadata.b", equalTo("2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "null",
                "{\"server\": []}",
                "{\"server\": {}}",
                "{\"server\": {\"name\": 1, \"imageRef\": \"x\", \"flavorRef\": \"42\"}}",
            })
    void malformedCreatesAreBadRequests(String body) {
        post(token, "/v2.1/servers", body).statusCode(400).body("badRequest.code", equalTo(400));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"x\": 1",
                "\"name\": \"\"",
                "\"flavorRef\": \"nosuch\"",
                "\"imageRef\": \"nosuch\"",
                "\"imageRef\": \"11111111-1111-1111-1111-111111111111\"",
                "\"imageRef\": \"" + TestPeers.BIG_IMAGE + "\"",
                "\"imageRef\": \"" + TestPeers.OVA_IMAGE + "\"",
                "\"imageRef\": \"" + TestPeers.EMPTY_IMAGE + "\"",
                "\"networks\": \"auto\"",
                "\"networks\": [{}]",
                "\"networks\": [{\"uuid\": \"x\"}]",
                "\"networks\": [{\"uuid\": \"11111111-1111-1111-1111-111111111111\"}]",
                "\"networks\": [{\"port\": \"11111111-1111-1111-1111-111111111111\"}]",
                "\"networks\": [{\"uuid\": \"" + TestPeers.NETWORK + "\", \"fixed_ip\": \"999.1.1.1\"}]",
                "\"key_name\": \"nosuch\"",
                "\"user_data\": \"%%%\"",
                "\"security_groups\": [{\"name\": \"nosuch\"}]",
                "\"security_groups\": \"default\"",
                "\"metadata\": {\"a\": 1}",
                "\"min_count\": 0",
                "\"min_count\": 99999999999999999999",
                "\"min_count\": 3, \"max_count\": 2",
                "\"availability_zone\": \"nosuch\"",
                "\"config_drive\": \"maybe\"",
                "\"personality\": [{\"path\": \"/etc/passwd\", \"contents\": \"\"}]",
                "\"block_device_mapping_v2\": [{\"source_type\": \"volume\", \"uuid\": \"x\"}]",
                "\"accessIPv4\": \"fe80::1\"",
                "\"OS-DCF:diskConfig\": \"SOMETIMES\"",
                "\"description\": \"only from 2.19 on\"",
            })
    void createsThatCannotBeAreBadRequests(String field) {
        var key = field.substring(0, field.indexOf(':'));
        var body = TestCloud.server(field);
        if (List.of("\"name\"", "\"imageRef\"", "\"flavorRef\"").contains(key)) {
            body = body.replaceFirst(key + ": \"[^\"]*\", ", "")
                    .replaceFirst(key + ": \"[^\"]*\"(?=, " + key + ")", "");
            body = body.replace("{, ", "{").replace(", ,", ",");
        }
        post(token, "/v2.1/servers", body).statusCode(400).body("badRequest.code", equalTo(400));
        get(token, "/v2.1/servers").body("servers", hasSize(0));
    }

    @Test
    @Tag("SEC-30")
    void unknownSchedulerHintsAreRefused() {
        var body = TestCloud.server("{}");
        var hinted = body.substring(0, body.length() - 1) + ", \"os:scheduler_hints\": {\"_internal\": \"x\"}}";
        post(token, "/v2.1/servers", hinted).statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "{\"os-explode\": null}",
                "{\"os-start\": null, \"os-stop\": null}",
                "{\"reboot\": {}}",
                "{\"reboot\": {\"type\": \"WARM\"}}",
                "{\"reboot\": null}",
                "{\"addSecurityGroup\": {\"name\": 7}}",
                "{\"os-getConsoleOutput\": {\"length\": \"x\"}}",
            })
    void malformedActionsAreBadRequests(String body) {
        post(token, "/v2.1/servers/11111111-1111-1111-1111-111111111111/action", body)
                .statusCode(400)
                .body("badRequest.code", equalTo(400));
    }
}
