package io.virga.systemtests;

import static io.virga.systemtests.Client.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;

/// A server in two networks, each of which offers itself as the way to everywhere.
@ExtendWith(RunningCloud.class)
class TwoInterfacesIT {

    @Test
    @Execution(CONCURRENT)
    void guestAnswersByTheFloatingAddressOfEachOfItsInterfaces(Cloud cloud) {
        var surroundings = Surroundings.of(cloud);
        var tenant = Tenant.create(cloud, "openstack", "two");
        var client = tenant.client();
        var name = tenant.project();
        var second = name + "-second";
        var key = Surroundings.newKey(cloud.home());
        var journey = new Journey(tenant, key);
        journey.uploadImage(surroundings.image());
        journey.prepareNetwork(surroundings.external());
        client.run("network", "create", second);
        client.run(words("subnet create --network %1$s --subnet-range 10.78.0.0/24 %1$s", second));
        client.run("router", "add", "subnet", name, second);
        var ports = Stream.of(name, second)
                .map(network -> client.value("id", "port", "create", "--network", network, network))
                .toList();

        var server = client.value(
                "id",
                words(
                        "server create --image %1$s --flavor %2$s --key-name %1$s --port %3$s --port %4$s --wait %1$s",
                        name, surroundings.flavor(), ports.getFirst(), ports.getLast()));

        for (var port : ports) {
            var address = client.value(
                    "floating_ip_address", "floating", "ip", "create", "--port", port, surroundings.external());
            assertThat(new Guest(client, name, address, key).awaitSsh("hostname"))
                    .isEqualTo(name);
            client.run("floating", "ip", "delete", address);
        }
        client.run("server", "delete", "--wait", name);
        new Leftovers(cloud).assertNoneOf(server, tenant.projectId());
        takeAway(client, name, second);
        tenant.delete();
    }

    private static void takeAway(Client client, String name, String second) {
        for (var network : new String[] {name, second}) {
            client.run("port", "delete", network);
            client.run("router", "remove", "subnet", name, network);
        }
        client.run("router", "delete", name);
        client.run("network", "delete", name, second);
        client.run("keypair", "delete", name);
        client.run("image", "delete", name);
    }
}
