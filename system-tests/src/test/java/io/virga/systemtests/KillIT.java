package io.virga.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Power failures in the middle of a boot. Whatever dies, and whatever was under way: the instance ends ACTIVE, or in
/// ERROR with a reason, and can be deleted without a trace.
@Order(4)
@ExtendWith(RunningCloud.class)
class KillIT {

    private static final Duration SETTLED = Duration.ofSeconds(150);
    private static Tenant tenant;

    @ParameterizedTest(name = "{0} dies {1} ms after the request")
    @CsvSource({
        "scheduler, 30",
        "compute, 150",
        "broker, 150",
        "postgres, 250",
        "network, 100",
        "image, 100",
        "identity, 50",
        "agent, 400",
        "libvirtd, 500"
    })
    void anInstanceOutlivesEveryProcess(String process, long millis, Cloud cloud) {
        var http = new Http(tenant(cloud).client().value("id", "token", "issue"));
        var server = boot(cloud, http, "killed-" + process);

        var url = cloud.url(Service.COMPUTE) + "/v2.1/servers/" + server;
        Wait.pause(Duration.ofMillis(millis));
        assertThat(http.get(url).json().path("server").path("status").asText())
                .as("it must not be too late for a failure in the middle")
                .isEqualTo("BUILD");

        cloud.kill(process);
        cloud.repair();

        Wait.until(SETTLED, () -> assertSettled(http.get(url).json().path("server")));
        var settled = http.get(url).json().path("server");
        System.out.printf(
                "kill -9 %-10s %s %s%n",
                process,
                settled.path("status").asText(),
                settled.path("fault").path("message").asText());
        assertThat(http.send("DELETE", url, null, Map.of()).status()).isEqualTo(204);
        Wait.until(SETTLED, () -> assertThat(http.get(url).status()).isEqualTo(404));
        new Leftovers(cloud).assertNoneOf(server, tenant(cloud).projectId());
    }

    @AfterAll
    static void takeTheTenantAway() {
        if (tenant != null) {
            tenant.client().run("network", "delete", tenant.project());
            tenant.delete();
        }
    }

    private static void assertSettled(JsonNode server) {
        assertThat(server.path("OS-EXT-STS:task_state").isNull())
                .as(server.toString())
                .isTrue();
        assertThat(server.path("status").asText()).isIn("ACTIVE", "ERROR");
        if (server.path("status").asText().equals("ERROR")) {
            assertThat(server.path("fault").path("message").asText()).isNotBlank();
        }
    }

    private static Tenant tenant(Cloud cloud) {
        if (tenant == null) {
            tenant = Tenant.create(cloud, "openstack", "kill");
            tenant.client().run("network", "create", tenant.project());
            tenant.client()
                    .run("subnet", "create", "--network", tenant.project(), "--subnet-range", "10.79.0.0/24", "kill");
        }
        return tenant;
    }

    private static String boot(Cloud cloud, Http http, String name) {
        var flavors = http.get(cloud.url(Service.COMPUTE) + "/v2.1/flavors/detail")
                .json()
                .path("flavors");
        var flavor = Surroundings.items(flavors).stream()
                .filter(one -> one.path("ram").asInt() == 128)
                .findFirst()
                .orElseThrow();
        var image = http.get(cloud.url(Service.IMAGE) + "/v2/images?visibility=public&status=active")
                .json()
                .path("images")
                .get(0);
        var network = http.get(cloud.url(Service.NETWORK) + "/v2.0/networks?name="
                        + tenant(cloud).project())
                .json()
                .path("networks")
                .get(0);
        var body = Map.of(
                "server",
                Map.of(
                        "name",
                        name,
                        "flavorRef",
                        flavor.path("id").asText(),
                        "imageRef",
                        image.path("id").asText(),
                        "networks",
                        new Object[] {Map.of("uuid", network.path("id").asText())}));
        var answer = http.send(
                "POST",
                cloud.url(Service.COMPUTE) + "/v2.1/servers",
                Http.JSON.valueToTree(body).toString(),
                Map.of());
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        return answer.json().path("server").path("id").asText();
    }
}
