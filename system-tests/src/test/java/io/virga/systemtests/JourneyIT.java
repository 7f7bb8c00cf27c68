package io.virga.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import java.time.Duration;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Order(1)
@ExtendWith(RunningCloud.class)
class JourneyIT {

    @Test
    void oneCommandEndsWithAGuestsLoginPrompt(Cloud cloud) {
        System.out.println(cloud.announcement());

        assertThat(cloud.announcement()).contains("login prompt", cloud.url(Service.IDENTITY));
    }

    @ParameterizedTest
    @Execution(CONCURRENT)
    @ValueSource(strings = {"openstack", "virga"})
    void fromAnImageFileToAMachineAndBack(String program, Cloud cloud) {
        var surroundings = Surroundings.of(cloud);
        var tenant = Tenant.create(cloud, program, "journey");
        var stranger = Tenant.create(cloud, program, "stranger");
        var journey = new Journey(tenant, Surroundings.newKey(cloud.home()));

        journey.uploadImage(surroundings.image());
        journey.prepareNetwork(surroundings.external());
        journey.boot(surroundings.flavor(), surroundings.external());
        journey.enterGuest();
        journey.snapshot();
        if (program.equals("openstack")) {
            journey.bootSnapshotLazily(
                    surroundings.flavor(), surroundings.external(), second -> awaitOwnDisk(cloud, second));
        }
        journey.stopStartReboot();
        assertInvisible(cloud, stranger, journey);
        var server = journey.server();
        journey.deleteEverything();

        new Leftovers(cloud).assertNoneOf(server, tenant.projectId());
        tenant.delete();
        stranger.delete();
    }

    private static void awaitOwnDisk(Cloud cloud, String server) {
        Wait.until(
                Duration.ofMinutes(2),
                () -> assertThat(cloud.log("agent"))
                        .content()
                        .contains("the disk of instance %s stands on this host's image".formatted(server)));
    }

    private static void assertInvisible(Cloud cloud, Tenant stranger, Journey journey) {
        var http = cloud.http(stranger.client());
        assertThat(journey.made())
                .isNotEmpty()
                .allSatisfy((path, id) -> assertThat(
                                http.get(cloud.url(serviceOf(path)) + path + id).status())
                        .as(path + id)
                        .isEqualTo(404));
        assertThat(stranger.client().json("server", "list")).isEmpty();
        assertThat(stranger.client().attempt("server", "show", journey.server()).status())
                .isNotZero();
        assertThat(stranger.client()
                        .attempt("server", "delete", journey.server())
                        .status())
                .isNotZero();
    }

    private static Service serviceOf(String path) {
        return switch (path.split("/")[1]) {
            case "v2" -> Service.IMAGE;
            case "v2.1" -> Service.COMPUTE;
            case "v2.0" -> Service.NETWORK;
            default -> throw new AssertionError(path);
        };
    }
}
