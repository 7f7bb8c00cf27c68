package io.virga.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerCommandsTest {

    private static final String COMPUTE = "/v2.1/0123456789abcdef0123456789abcdef";
    private static final String EMPTY_SERVER = """
            {"server": {"id": "s1", "name": "web", "status": "%s", "metadata": {}, "addresses": {}, "image": {"id": "i1"},
             "flavor": {"id": "f1"}, "OS-EXT-STS:task_state": %s}}""";

    private PaperCloud cloud;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        cloud = new PaperCloud()
                .when("GET /v2/images?name=cirros", "{\"images\": [{\"id\": \"i1\", \"name\": \"cirros\"}]}")
                .when("GET /v2/images/i1", "{\"id\": \"i1\", \"name\": \"cirros\"}")
                .when("GET " + COMPUTE + "/flavors", "{\"flavors\": [{\"id\": \"f1\", \"name\": \"m1.tiny\"}]}")
                .when("GET " + COMPUTE + "/flavors/f1", "{\"flavor\": {\"id\": \"f1\", \"name\": \"m1.tiny\"}}")
                .when("GET /v2.0/networks?name=net", "{\"networks\": [{\"id\": \"n1\", \"name\": \"net\"}]}")
                .when("GET /v2.0/ports/p1", "{\"port\": {\"id\": \"p1\", \"name\": \"\"}}")
                .when(
                        "GET /v2.0/security-groups?name=ssh",
                        "{\"security_groups\": [{\"id\": \"g1\", \"name\": \"ssh\"}]}")
                .when("POST " + COMPUTE + "/servers", 202, "{\"server\": {\"id\": \"s1\", \"adminPass\": \"pw\"}}");
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void createSendsIdsForAllNamesAndCardsInTheTypedOrder() throws IOException {
        cloud.when("GET " + COMPUTE + "/servers/s1", EMPTY_SERVER.formatted("BUILD", "null"));
        var userData = Files.writeString(folder.resolve("init.sh"), "#!/bin/sh\n");

        var outcome = cloud.virga(
                "server",
                "create",
                "--image",
                "cirros",
                "--flavor",
                "m1.tiny",
                "--port",
                "p1",
                "--network",
                "net",
                "--key-name",
                "key",
                "--security-group",
                "ssh",
                "--user-data",
                userData.toString(),
                "--property",
                "a=b=c",
                "--max",
                "3",
                "--availability-zone",
                "nova",
                "--config-drive",
                "True",
                "web");

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.code()).isZero();
        assertThat(cloud.last("POST").json()).isEqualTo(json("""
                {"server": {"name": "web", "imageRef": "i1", "flavorRef": "f1", "min_count": 1, "max_count": 3,
                 "key_name": "key", "availability_zone": "nova", "user_data": "IyEvYmluL3NoCg==", "config_drive": true,
                 "security_groups": [{"name": "g1"}], "metadata": {"a": "b=c"},
                 "networks": [{"port": "p1"}, {"uuid": "n1"}]}}"""));
        assertThat(outcome.out()).contains("| adminPass ", "| cirros (i1) ", "| m1.tiny (f1) ");
    }

    @Test
    void waitLooksUntilTheServerIsActiveWithoutATask() {
        cloud.when("GET " + COMPUTE + "/servers/s1", EMPTY_SERVER.formatted("BUILD", "\"spawning\""))
                .when("GET " + COMPUTE + "/servers/s1", EMPTY_SERVER.formatted("ACTIVE", "\"spawning\""))
                .when("GET " + COMPUTE + "/servers/s1", EMPTY_SERVER.formatted("ACTIVE", "null"));

        var outcome = cloud.virga(
                "server", "create", "--image", "i1", "--flavor", "f1", "--wait", "web", "-f", "value", "-c", "status");

        assertThat(outcome.out()).isEqualTo("ACTIVE\n");
        assertThat(outcome.err()).isEqualTo("""
                server s1: BUILD (spawning)
                server s1: ACTIVE (spawning)
                server s1: ACTIVE
                """);
    }

    @Test
    void waitEndsWithTheFaultOfAServerInError() {
        cloud.when("GET " + COMPUTE + "/servers/s1", """
                {"server": {"id": "s1", "name": "web", "status": "ERROR", "fault": {"message": "No valid host: 3 hosts, RAM took 3"}}}""");

        var outcome = cloud.virga("server", "create", "--image", "i1", "--flavor", "f1", "--wait", "web");

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains("in ERROR: No valid host: 3 hosts, RAM took 3", "virga server show s1");
    }

    @Test
    void deleteWaitsUntilTheServerIsGone() {
        cloud.when("GET " + COMPUTE + "/servers/s1", EMPTY_SERVER.formatted("ACTIVE", "null"))
                .when("GET " + COMPUTE + "/servers/s1", EMPTY_SERVER.formatted("ACTIVE", "\"deleting\""))
                .when("GET " + COMPUTE + "/servers/s1", 404, "")
                .when("DELETE " + COMPUTE + "/servers/s1", 204, "");

        var outcome = cloud.virga("server", "delete", "s1", "--wait");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.err()).endsWith("server s1: DELETED\n");
    }

    @Test
    void oneFailedDeleteDoesNotKeepTheOthers() {
        cloud.when("GET " + COMPUTE + "/servers/s1", EMPTY_SERVER.formatted("ACTIVE", "null"))
                .when("GET " + COMPUTE + "/servers?name=gone", "{\"servers\": []}")
                .when("DELETE " + COMPUTE + "/servers/s1", 204, "");

        var outcome = cloud.virga("server", "delete", "gone", "s1");

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err())
                .contains("No server with a name or ID of 'gone' exists.", "1 of 2 servers failed to delete.");
        assertThat(cloud.last("DELETE").path()).endsWith("/servers/s1");
    }

    @Test
    void listShowsNamesOfImageAndFlavorAskedForOnce() {
        cloud.when("GET " + COMPUTE + "/servers/detail", """
                {"servers": [
                 {"id": "s1", "name": "web", "status": "ACTIVE", "addresses": {"net": [{"addr": "10.0.0.5"}, {"addr": "172.24.4.9"}]},
                  "image": {"id": "i1"}, "flavor": {"id": "f1"}},
                 {"id": "s2", "name": "db", "status": "SHUTOFF", "addresses": {}, "image": "", "flavor": {"id": "f1"}}]}""");

        var outcome = cloud.virga("server", "list");

        assertThat(outcome.out()).isEqualTo("""
                +----+------+---------+--------------------------+--------------------------+---------+
                | ID | Name | Status  | Networks                 | Image                    | Flavor  |
                +----+------+---------+--------------------------+--------------------------+---------+
                | s1 | web  | ACTIVE  | net=10.0.0.5, 172.24.4.9 | cirros                   | m1.tiny |
                | s2 | db   | SHUTOFF |                          | N/A (booted from volume) | m1.tiny |
                +----+------+---------+--------------------------+--------------------------+---------+
                """);
        assertThat(cloud.asked.stream().filter(one -> one.path().endsWith("/flavors/f1")))
                .hasSize(1);
    }

    @Test
    void networkCardsHaveTagsAndAreAskedForWhereTheseAreTaken() throws IOException {
        cloud.when("GET " + COMPUTE + "/servers/s1", EMPTY_SERVER.formatted("BUILD", "null"));

        var outcome = cloud.virga(
                "server", "create", "--image", "i1", "--flavor", "f1", "--nic", "net-id=net,tag=front", "web");

        assertThat(outcome.code()).isZero();
        assertThat(cloud.last("POST").json().path("server").path("networks"))
                .isEqualTo(json("[{\"uuid\": \"n1\", \"tag\": \"front\"}]"));
        assertThat(version(cloud.last("POST"))).isEqualTo("compute 2.42");
    }

    @Test
    void whereNetworksMustBeSpokenOfNothingMeansAuto() throws IOException {
        cloud.when("GET " + COMPUTE + "/servers/s1", EMPTY_SERVER.formatted("BUILD", "null"));

        var fixed = cloud.virga(
                "--os-compute-api-version", "2.37", "server", "create", "--image", "i1", "--flavor", "f1", "web");
        assertThat(fixed.code()).isZero();
        assertThat(cloud.last("POST").json().path("server").path("networks")).isEqualTo(json("\"auto\""));

        cloud.virga("server", "create", "--image", "i1", "--flavor", "f1", "--nic", "none", "web");
        assertThat(cloud.last("POST").json().path("server").path("networks")).isEqualTo(json("\"none\""));
        assertThat(version(cloud.last("POST"))).isEqualTo("compute 2.37");
    }

    @Test
    void tagsAreSetAndUnsetOneByOne() {
        cloud.when("GET " + COMPUTE + "/servers/s1", EMPTY_SERVER.formatted("ACTIVE", "null"))
                .when("PUT " + COMPUTE + "/servers/s1/tags/red", 201, "")
                .when("PUT " + COMPUTE + "/servers/s1/tags/x%20y", 204, "")
                .when("DELETE " + COMPUTE + "/servers/s1/tags/red", 204, "")
                .when("DELETE " + COMPUTE + "/servers/s1/metadata/a%26b", 204, "")
                .when("PUT " + COMPUTE + "/servers/s1", 200, "{}");

        assertThat(cloud.virga("server", "set", "--tag", "red", "--tag", "x y", "s1"))
                .isEqualTo(new PaperCloud.Outcome(0, "", ""));
        assertThat(cloud.last("PUT").body()).isEmpty();
        assertThat(version(cloud.last("PUT"))).isEqualTo("compute 2.26");
        assertThat(cloud.virga("server", "unset", "--tag", "red", "--property", "a&b", "--description", "s1"))
                .isEqualTo(new PaperCloud.Outcome(0, "", ""));
        assertThat(cloud.last("PUT").body()).isEqualTo("{\"server\":{\"description\":\"\"}}");
        assertThat(version(cloud.last("PUT"))).isEqualTo("compute 2.19");
        assertThat(cloud.asked.stream().filter(one -> one.method().equals("DELETE")))
                .extracting(PaperCloud.Asked::path)
                .containsExactly(COMPUTE + "/servers/s1/metadata/a%26b", COMPUTE + "/servers/s1/tags/red");
    }

    @Test
    void whatIsNoTagIsRefusedBeforeAnythingChanges() {
        for (var tag : List.of("", "a/b", "a,b")) {
            assertThat(cloud.virga("server", "set", "--name", "x", "--tag", tag, "s1")
                            .code())
                    .isEqualTo(2);
            assertThat(cloud.virga("server", "unset", "--property", "x", "--tag", tag, "s1")
                            .code())
                    .isEqualTo(2);
        }
        assertThat(cloud.asked).isEmpty();
    }

    @Test
    void listsAreNarrowedByTags() {
        cloud.when("GET " + COMPUTE + "/servers/detail?tags=red%2Cx%20y&not-tags=blue", """
                {"servers": [{"id": "s1", "name": "web", "status": "ACTIVE", "addresses": {}, "image": {"id": "i1"},
                 "flavor": {"id": "f1"}, "tags": ["red", "x y"]}]}""");

        var outcome = cloud.virga(
                "server", "list", "--tags", "red", "--tags", "x y", "--not-tags", "blue", "-f", "value", "-c", "ID");

        assertThat(outcome.out()).isEqualTo("s1\n");
    }

    private static final String EVENTS = COMPUTE + "/servers/s1/os-instance-actions";
    private static final String EVENT = """
            {"action": "stop", "instance_uuid": "s1", "request_id": "req-1", "user_id": "u1", "project_id": "p1",
             "start_time": "2026-11-28T18:00:00.000000", "message": null%s}""";

    @Test
    void eventsAreListed() {
        cloud.when("GET " + COMPUTE + "/servers/s1", EMPTY_SERVER.formatted("ACTIVE", "null"))
                .when("GET " + EVENTS, "{\"instanceActions\": [" + EVENT.formatted("") + "]}");

        assertThat(cloud.virga("server", "event", "list", "s1").out()).isEqualTo("""
                +------------+-----------+--------+----------------------------+
                | Request ID | Server ID | Action | Start Time                 |
                +------------+-----------+--------+----------------------------+
                | req-1      | s1        | stop   | 2026-11-28T18:00:00.000000 |
                +------------+-----------+--------+----------------------------+
                """);
        assertThat(cloud.virga("server", "event", "list", "--long", "s1", "-f", "value")
                        .out())
                .isEqualTo("req-1 s1 stop 2026-11-28T18:00:00.000000 None p1 u1\n");
    }

    @Test
    void eventsInPagesNeedANewerMicroversion() {
        cloud.when("GET " + COMPUTE + "/servers/s1", EMPTY_SERVER.formatted("ACTIVE", "null"))
                .when(
                        "GET " + EVENTS + "?changes-since=2026-11-28T00%3A00%3A00Z",
                        "{\"instanceActions\": [" + EVENT.formatted("") + "]}")
                .when("GET " + EVENTS + "?marker=req-9", 406, """
                        {"computeFault": {"code": 406, "message": "Version 2.58 is not supported by the API. Minimum is 2.1 and maximum is 2.45."}}""");

        var outcome = cloud.virga(
                "server",
                "event",
                "list",
                "s1",
                "--changes-since",
                "2026-11-28T00:00:00Z",
                "--limit",
                "1",
                "-f",
                "value",
                "-c",
                "Action");

        assertThat(outcome.out()).isEqualTo("stop\n");
        assertThat(version(cloud.last("GET"))).isEqualTo("compute 2.58");
        assertThat(cloud.virga("server", "event", "list", "s1", "--marker", "req-9")
                        .err())
                .contains("maximum is 2.45", "too old for an option")
                .doesNotContain("OS_COMPUTE_API_VERSION");
    }

    @Test
    void eventsAreLimitedInAnyMicroversion() {
        var two = EVENT.formatted("") + ", " + EVENT.formatted("").replace("stop", "create");
        cloud.when("GET " + COMPUTE + "/servers/s1", EMPTY_SERVER.formatted("ACTIVE", "null"))
                .when("GET " + EVENTS, "{\"instanceActions\": [" + two + "]}");

        assertThat(cloud.virga("server", "event", "list", "s1", "--limit", "1", "-f", "value", "-c", "Action")
                        .out())
                .isEqualTo("stop\n");
        assertThat(version(cloud.last("GET"))).isEqualTo("compute 2.21");
        assertThat(cloud.virga("server", "event", "list", "s1", "--limit", "0").code())
                .isEqualTo(2);
    }

    @Test
    void showHasTheTagsUnlessAnOlderMicroversionIsFixed() {
        cloud.when("GET " + COMPUTE + "/servers/s1", """
                {"server": {"id": "s1", "name": "web", "addresses": {}, "image": {"id": "i1"}, "flavor": {"id": "f1"}, "tags": ["red", "x y"]}}""");

        var outcome = cloud.virga("server", "show", "s1", "-f", "value", "-c", "tags");

        assertThat(outcome.out()).as(outcome.err()).isEqualTo("['red', 'x y']\n");
        assertThat(versionsOfServer()).contains("compute 2.26");
        cloud.asked.clear();
        cloud.virga("server", "show", "s1", "--os-compute-api-version", "2.1");
        assertThat(versionsOfServer()).containsOnly("compute 2.1");
    }

    private List<String> versionsOfServer() {
        return cloud.asked.stream()
                .filter(one -> one.path().equals(COMPUTE + "/servers/s1"))
                .filter(one -> one.headers().containsKey("Openstack-api-version"))
                .map(ServerCommandsTest::version)
                .toList();
    }

    @Test
    void anEventShowsHowItEndedAlsoOfAServerThatIsGone() {
        var gone = "11111111-2222-4333-8444-555555555555";
        var event = EVENT.formatted(", \"events\": [{\"event\": \"compute_stop\", \"result\": null}]");
        cloud.when("GET " + COMPUTE + "/servers?name=" + gone, "{\"servers\": []}")
                .when("GET " + COMPUTE + "/servers?name=nosuch", "{\"servers\": []}")
                .when(
                        "GET " + COMPUTE + "/servers/" + gone + "/os-instance-actions/req-1",
                        "{\"instanceAction\": " + event + "}");

        var outcome = cloud.virga("server", "event", "show", gone, "req-1", "-f", "json");

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).contains("\"action\": \"stop\"", "\"compute_stop\"", "\"message\": null");
        assertThat(version(cloud.last("GET"))).isEqualTo("compute 2.21");
        assertThat(cloud.virga("server", "event", "show", "nosuch", "req-1").code())
                .isEqualTo(1);
    }

    private static String version(PaperCloud.Asked asked) {
        return asked.headers().get("Openstack-api-version").getFirst();
    }

    private static com.fasterxml.jackson.databind.JsonNode json(String text) throws IOException {
        return new com.fasterxml.jackson.databind.ObjectMapper().readTree(text);
    }
}
