package io.virga.compute.api;

import static io.restassured.RestAssured.given;
import static io.virga.compute.TestCloud.memberOf;
import static io.virga.compute.TestCloud.newProject;
import static io.virga.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.virga.compute.TestCloud;
import io.virga.compute.TestImages;
import io.virga.compute.TestPeers;
import io.virga.contract.agent.AgentCommand.LaunchInstance;
import io.virga.contract.agent.DeviceTags;
import io.virga.testing.Backing;
import io.virga.testing.TestIdentity;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What changes from one microversion to the next, each looked at on both sides of the step. 2.26 has
/// `ServerTagsTest`.
@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(TestPeers.class)
class MicroversionStepsTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String SERVERS = "/v2.1/servers";
    private static final String KEYPAIRS = "/v2.1/os-keypairs";

    @Inject
    TestCloud cloud;

    private final String project = newProject();
    private final String token = memberOf(project);
    private final String admin = TestIdentity.admin();

    @BeforeEach
    void reset() {
        cloud.reset();
    }

    @Test
    void from228OnProcessorsAreDescribedByAnObject() {
        var number = hosts().getFirst();

        get(admin, "2.27", "/v2.1/os-hypervisors/" + number)
                .body("hypervisor.cpu_info", equalTo("{\"model\":\"any\",\"virt_type\":\"qemu\"}"));
        get(admin, "2.28", "/v2.1/os-hypervisors/" + number)
                .body("hypervisor.cpu_info.model", equalTo("any"))
                .body("hypervisor.cpu_info.virt_type", equalTo("qemu"));
        get(admin, "2.28", "/v2.1/os-hypervisors/detail").body("hypervisors[0].cpu_info.model", equalTo("any"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/detail"})
    void from233OnHypervisorsComeInPages(String what) {
        var path = "/v2.1/os-hypervisors" + what;
        var all = hosts();

        get(admin, "2.32", path + "?limit=1").body("hypervisors", hasSize(all.size()));
        String next = get(admin, "2.33", path + "?limit=1")
                .body("hypervisors.id", equalTo(all.subList(0, 1)))
                .body("hypervisors_links[0].rel", equalTo("next"))
                .extract()
                .path("hypervisors_links[0].href");
        get(admin, "2.33", next).body("hypervisors.id", equalTo(all.subList(1, 2)));
        get(admin, "2.33", path + "?marker=" + all.getLast())
                .body("hypervisors", empty())
                .body("hypervisors_links", nullValue());
        get(admin, "2.33", path + "?limit=0").body("hypervisors", empty()).body("hypervisors_links", nullValue());
        ask(admin, "2.33").get(path + "?marker=4711").then().statusCode(400);
        ask(admin, "2.33").get(path + "?limit=-1").then().statusCode(400);
    }

    private List<Integer> hosts() {
        TestCloud.HOSTS.forEach(host -> cloud.beat(host, List.of()));
        eventually(
                SOON,
                () -> get(admin, "2.1", "/v2.1/os-hypervisors")
                        .body("hypervisors.hypervisor_hostname", hasItems("h1", "h2")));
        return get(admin, "2.1", "/v2.1/os-hypervisors").extract().path("hypervisors.id");
    }

    @Test
    void from235OnKeyPairsComeInPages() {
        var user = "user_id=" + newProject();
        for (var name : List.of("b", "a", "c")) {
            post(admin, "2.10", KEYPAIRS, keypair(user.substring(8), name)).statusCode(201);
        }

        get(admin, "2.34", KEYPAIRS + "?limit=1&" + user)
                .body("keypairs.keypair.name", equalTo(List.of("a", "b", "c")));
        String next = get(admin, "2.35", KEYPAIRS + "?limit=2&" + user)
                .body("keypairs.keypair.name", equalTo(List.of("a", "b")))
                .body("keypairs_links[0].rel", equalTo("next"))
                .extract()
                .path("keypairs_links[0].href");
        get(admin, "2.35", next)
                .body("keypairs.keypair.name", equalTo(List.of("c")))
                .body("keypairs_links", nullValue());
        get(admin, "2.35", KEYPAIRS + "?limit=0&" + user)
                .body("keypairs", empty())
                .body("keypairs_links", nullValue());
        ask(admin, "2.35").get(KEYPAIRS + "?marker=nosuch&" + user).then().statusCode(400);
        ask(admin, "2.35").get(KEYPAIRS + "?marker=%00&" + user).then().statusCode(400);
    }

    private static String keypair(String user, String name) {
        return ("{\"keypair\": {\"name\": \"%s\", \"user_id\": \"%s\", \"public_key\": \"ssh-ed25519"
                        + " AAAAC3NzaC1lZDI1NTE5AAAAIFn9ZIAh1RO9FQdXmGJVnVZlhWhW3hyzOAYBxTEBrhAv me\"}}")
                .formatted(name, user);
    }

    @Test
    void from236OnSecurityGroupsAreTheNetworkServices() {
        get(token, "2.35", "/v2.1/os-security-groups");
        var one = "/v2.1/os-security-groups/" + TestPeers.GROUP;
        for (var path : List.of("/v2.1/os-security-groups", one)) {
            ask(token, "2.36").get(path).then().statusCode(404).body("itemNotFound.code", equalTo(404));
        }
        ask(token, "2.36").delete(one).then().statusCode(404);
        put(token, "2.36", one, "{\"security_group\": {\"name\": \"x\"}}").statusCode(404);
        post(token, "2.36", "/v2.1/os-security-group-rules", "{}").statusCode(404);
        post(token, "2.36", "/v2.1/os-security-groups", "{}").statusCode(404);
        ask(TestIdentity.unscoped(), "2.36")
                .get("/v2.1/os-security-groups")
                .then()
                .statusCode(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/defaults", "/detail"})
    void from236OnQuotasAreWithoutNetworks(String what) {
        var path = "/v2.1/os-quota-sets/" + project + what;

        get(token, "2.35", path)
                .body("quota_set.keySet()", hasItems("fixed_ips", "floating_ips", "security_group_rules"));
        get(token, "2.36", path)
                .body("quota_set.keySet()", hasItems("instances", "injected_files", "server_groups"))
                .body("quota_set", not(hasKey("fixed_ips")))
                .body("quota_set", not(hasKey("floating_ips")))
                .body("quota_set", not(hasKey("security_groups")))
                .body("quota_set", not(hasKey("security_group_rules")));
    }

    @Test
    void from236OnQuotasOfNetworksCannotBeSet() {
        var path = "/v2.1/os-quota-sets/" + project;
        var body = "{\"quota_set\": {\"floating_ips\": 7, \"force\": true}}";

        put(admin, "2.35", path, body).statusCode(200).body("quota_set.floating_ips", equalTo(7));
        put(admin, "2.36", path, body).statusCode(400);
        put(admin, "2.36", path, "{\"quota_set\": {\"cores\": 3, \"force\": true}}")
                .statusCode(200)
                .body("quota_set.cores", equalTo(3))
                .body("quota_set", not(hasKey("floating_ips")));
    }

    /// They lose networks, and get server groups, in 2.50 only.
    @ParameterizedTest
    @ValueSource(strings = {"2.1", "2.45"})
    void classesOfQuotasStayAsTheyWere(String version) {
        get(admin, version, "/v2.1/os-quota-class-sets/default")
                .body("quota_class_set.keySet()", hasItems("cores", "fixed_ips", "injected_files"))
                .body("quota_class_set", not(hasKey("server_groups")))
                .body("quota_class_set", not(hasKey("server_group_members")));
    }

    @Test
    void limitsLoseNetworksIn236AndImagesIn239() {
        var ofNetworks = List.of(
                "maxTotalFloatingIps",
                "maxSecurityGroups",
                "maxSecurityGroupRules",
                "totalFloatingIpsUsed",
                "totalSecurityGroupsUsed");

        assertThat(limits("2.35")).containsAll(ofNetworks).contains("maxImageMeta");
        assertThat(limits("2.36")).doesNotContainAnyElementsOf(ofNetworks).contains("maxImageMeta");
        assertThat(limits("2.38")).contains("maxImageMeta");
        assertThat(limits("2.39"))
                .doesNotContain("maxImageMeta")
                .contains("maxServerMeta", "maxTotalInstances", "totalServerGroupsUsed", "maxPersonality");
    }

    private List<String> limits(String version) {
        Map<String, Integer> absolute =
                get(token, version, "/v2.1/limits").extract().path("limits.absolute");
        return new ArrayList<>(absolute.keySet());
    }

    @ParameterizedTest
    @CsvSource({"2.36, 202", "2.37, 400", "2.45, 400"})
    void from237OnNetworksMustBeSpokenOf(String version, int status) {
        post(token, version, SERVERS, TestCloud.server("{}")).statusCode(status);
        post(token, version, SERVERS, TestCloud.server("\"networks\": null")).statusCode(status);
    }

    @Test
    void autoIsTheProjectsOnlyNetworkAndNoneIsNone() {
        var automatic = created("2.37", "\"networks\": \"auto\"");
        var without = created("2.37", "\"networks\": \"none\"");

        cloud.awaitStatus(token, automatic, "ACTIVE");
        cloud.awaitStatus(token, without, "ACTIVE");
        get(token, "2.37", SERVERS + "/" + automatic).body("server.addresses.private", hasSize(1));
        get(token, "2.37", SERVERS + "/" + without).body("server.addresses.keySet()", empty());
        for (var other : List.of("\"some\"", "\"\"", "1", "{}", "true")) {
            post(token, "2.37", SERVERS, TestCloud.server("\"networks\": " + other))
                    .statusCode(400);
        }
        post(token, "2.36", SERVERS, TestCloud.server("\"networks\": \"none\"")).statusCode(400);
    }

    @Test
    void autoDoesNotMakeANetwork() {
        TestPeers.withNetwork = false;

        post(token, "2.37", SERVERS, TestCloud.server("\"networks\": \"auto\""))
                .statusCode(400)
                .body("badRequest.message", startsWith("Unable to automatically allocate a network for project"));
        get(token, "2.37", SERVERS).body("servers", empty());
        created("2.36", "\"config_drive\": true");
    }

    @ParameterizedTest
    @CsvSource({"2.37, nosuch, 200", "2.38, nosuch, 400", "2.38, paused, 200", "2.38, Active, 200"})
    void from238OnAStatusThatNobodyHasIsABadRequest(String version, String status, int answer) {
        for (var who : List.of(token, admin)) {
            ask(who, version).get(SERVERS + "?status=" + status).then().statusCode(answer);
        }
        ask(token, version)
                .get(SERVERS + "?status=ERROR&status=" + status)
                .then()
                .statusCode(200)
                .body("servers", empty());
    }

    @Test
    void from241OnAggregatesHaveAnUuid() {
        var path = "/v2.1/os-aggregates";
        var body = "{\"aggregate\": {\"name\": \"%s\"}}".formatted(UUID.randomUUID());
        var made = post(admin, "2.41", path, body)
                .statusCode(200)
                .body("aggregate.uuid", matchesPattern("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"))
                .extract();
        int id = made.path("aggregate.id");
        String uuid = made.path("aggregate.uuid");

        get(admin, "2.41", path + "/" + id).body("aggregate.uuid", equalTo(uuid));
        get(admin, "2.41", path).body("aggregates.uuid", hasItems(uuid));
        post(admin, "2.41", path + "/" + id + "/action", "{\"set_metadata\": {\"metadata\": {\"a\": \"b\"}}}")
                .statusCode(200)
                .body("aggregate.uuid", equalTo(uuid));
        get(admin, "2.40", path + "/" + id).body("aggregate", not(hasKey("uuid")));
        ask(admin, "2.41").delete(path + "/" + id).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.32", "2.36", "2.42", "2.45"})
    void interfacesHaveTags(String version) {
        var server = created(
                version,
                "\"networks\": [{\"uuid\": \"%1$s\"}, {\"uuid\": \"%1$s\", \"tag\": \"back\"}]"
                        .formatted(TestPeers.NETWORK));
        cloud.awaitStatus(token, server, "ACTIVE");

        var launch = launch(server);
        assertThat(launch.config().tags())
                .isEqualTo(
                        new DeviceTags(null, Map.of(launch.nics().get(1).port().toString(), "back")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.32", "2.42"})
    void theRootDiskHasATag(String version) {
        var server = created(
                version,
                "\"networks\": [{\"uuid\": \"%s\"}], \"block_device_mapping_v2\": [%s]"
                        .formatted(TestPeers.NETWORK, disk("system")));
        cloud.awaitStatus(token, server, "ACTIVE");

        assertThat(launch(server).config().tags()).isEqualTo(new DeviceTags("system", Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.31", "2.37", "2.41"})
    void whereNovaHadLostThemInterfacesHaveNoTags(String version) {
        post(
                        token,
                        version,
                        SERVERS,
                        TestCloud.server(
                                "\"networks\": [{\"uuid\": \"%s\", \"tag\": \"back\"}]".formatted(TestPeers.NETWORK)))
                .statusCode(400)
                .body("badRequest.message", containsString("'tag'"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.31", "2.33", "2.41"})
    void whereNovaHadLostThemDisksHaveNoTags(String version) {
        post(
                        token,
                        version,
                        SERVERS,
                        TestCloud.server("\"networks\": [{\"uuid\": \"%s\"}], \"block_device_mapping_v2\": [%s]"
                                .formatted(TestPeers.NETWORK, disk("system"))))
                .statusCode(400)
                .body("badRequest.message", containsString("'tag'"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"a/b\"", "\"a,b\"", "7", "\"%s\""})
    void badTagsOfDevicesAreBadRequests(String tag) {
        var text = tag.formatted("x".repeat(61));
        post(
                        token,
                        "2.42",
                        SERVERS,
                        TestCloud.server(
                                "\"networks\": [{\"uuid\": \"%s\", \"tag\": %s}]".formatted(TestPeers.NETWORK, text)))
                .statusCode(400);
        get(token, "2.42", SERVERS).body("servers", empty());
    }

    private static String disk(String tag) {
        return ("{\"source_type\": \"image\", \"uuid\": \"%s\", \"destination_type\": \"local\", \"boot_index\": 0,"
                        + " \"delete_on_termination\": true, \"tag\": \"%s\"}")
                .formatted(TestPeers.IMAGE, tag);
    }

    private LaunchInstance launch(String server) {
        return cloud.commands.stream()
                .filter(LaunchInstance.class::isInstance)
                .map(LaunchInstance.class::cast)
                .filter(command -> command.instance().toString().equals(server))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void from245OnTheImageIsNamedInTheBody() {
        var create = "{\"createImage\": {\"name\": \"golden\"}}";
        var before = cloud.boot(token);
        var after = cloud.boot(token);

        post(token, "2.44", SERVERS + "/" + before + "/action", create)
                .statusCode(202)
                .header("Location", matchesPattern(".*/images/[0-9a-f-]{36}"))
                .body(equalTo(""));
        String image = post(token, "2.45", SERVERS + "/" + after + "/action", create)
                .statusCode(202)
                .header("Location", nullValue())
                .extract()
                .path("image_id");
        assertThat(TestImages.MADE).containsKey(image);
        cloud.awaitStatus(token, before, "ACTIVE");
        cloud.awaitStatus(token, after, "ACTIVE");
    }

    private String created(String version, String more) {
        return post(token, version, SERVERS, TestCloud.server(more))
                .statusCode(202)
                .extract()
                .path("server.id");
    }

    private static ValidatableResponse get(String who, String version, String path) {
        return ask(who, version).urlEncodingEnabled(false).get(path).then().statusCode(200);
    }

    private static ValidatableResponse post(String who, String version, String path, String body) {
        return ask(who, version)
                .contentType("application/json")
                .body(body)
                .post(path)
                .then();
    }

    private static ValidatableResponse put(String who, String version, String path, String body) {
        return ask(who, version)
                .contentType("application/json")
                .body(body)
                .put(path)
                .then();
    }

    private static RequestSpecification ask(String who, String version) {
        return given().header("X-Auth-Token", who).header("OpenStack-API-Version", "compute " + version);
    }
}
