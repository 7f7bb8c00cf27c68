package io.virga.compute.server;

import io.virga.compute.instance.InstanceSpec.RequestedNic;
import io.virga.compute.network.Network;
import io.virga.compute.network.NetworkClient;
import io.virga.compute.network.SecurityGroup;
import io.virga.compute.peer.Behalf;
import io.virga.compute.server.RequestedNetworks.Nics;
import io.virga.model.CloudException.Conflict;
import io.virga.model.CloudException.Forbidden;
import io.virga.model.CloudException.Invalid;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

/// Finds out, in the user's name, whether the networks, ports and security groups asked for can be had.
@ApplicationScoped
class NetworkChoice {

    private final NetworkClient network;

    NetworkChoice(NetworkClient network) {
        this.network = network;
    }

    List<RequestedNic> nics(Behalf behalf, Nics asked) {
        return switch (asked) {
            case Nics.None _ -> List.of();
            case Nics.Any _ -> onlyNetwork(behalf, _ -> true);
            case Nics.Auto _ -> automatic(behalf);
            case Nics.These(var nics) -> {
                nics.forEach(nic -> check(behalf, nic));
                yield nics;
            }
        };
    }

    // Neutron may be able to make a network for a project that has none; our network service is not.
    private List<RequestedNic> automatic(Behalf behalf) {
        var nics = onlyNetwork(behalf, found -> found.up() || !found.project().equals(behalf.project()));
        if (nics.isEmpty()) {
            throw new Invalid(("Unable to automatically allocate a network for project %s: it has none. Create one with"
                            + " a subnet, or ask for 'none'.")
                    .formatted(behalf.project()));
        }
        return nics;
    }

    private List<RequestedNic> onlyNetwork(Behalf behalf, Predicate<Network> condition) {
        var usable = network.usableNetworks(behalf).stream()
                .filter(condition)
                .filter(found -> !found.subnets().isEmpty())
                .toList();
        if (usable.size() > 1) {
            throw new Conflict("Multiple possible networks found, use a Network ID to be more specific.");
        }
        return usable.stream()
                .map(found -> new RequestedNic(UUID.fromString(found.id()), null, null, null))
                .toList();
    }

    private void check(Behalf behalf, RequestedNic nic) {
        if (nic.port() == null) {
            checkNetwork(
                    behalf,
                    nic,
                    network.network(behalf, nic.network())
                            .orElseThrow(() -> new Invalid("Network %s could not be found.".formatted(nic.network()))));
            return;
        }
        var port = network.port(behalf, nic.port())
                .orElseThrow(() -> new Invalid("Port id %s could not be found.".formatted(nic.port())));
        if (!port.device().isEmpty()) {
            throw new Conflict("Port %s is still in use.".formatted(nic.port()));
        }
        if (port.fixedIps().isEmpty()) {
            throw new Invalid("Port %s requires a FixedIP in order to be used.".formatted(nic.port()));
        }
    }

    // The network service trusts us more than it trusts the user, so what the user may not do there ends here.
    private static void checkNetwork(Behalf behalf, RequestedNic nic, Network found) {
        var foreign =
                !found.project().equals(behalf.project()) && !behalf.roles().contains("admin");
        if (foreign && found.external() && !found.shared()) {
            throw new Forbidden(
                    "It is not allowed to create an interface on external network %s".formatted(nic.network()));
        }
        if (foreign && nic.fixedIp() != null) {
            throw new Forbidden("Only the owner of network %s may choose addresses on it.".formatted(nic.network()));
        }
        if (found.subnets().isEmpty()) {
            throw new Invalid("Network %s requires a subnet in order to boot instances on.".formatted(nic.network()));
        }
    }

    /// Ids of the groups, which the user may give by name or id. None given: the project's default group applies by
    /// itself.
    List<String> groups(Behalf behalf, List<String> asked) {
        if (asked.isEmpty() || asked.equals(List.of("default"))) {
            return List.of();
        }
        var known = network.securityGroups(behalf);
        return asked.stream().map(each -> group(behalf, known, each)).toList();
    }

    private static String group(Behalf behalf, List<SecurityGroup> known, String asked) {
        var matching = known.stream()
                .filter(group -> group.id().equals(asked) || group.name().equals(asked))
                .toList();
        if (matching.isEmpty()) {
            throw new Invalid("Security group %s not found for project %s.".formatted(asked, behalf.project()));
        }
        return matching.stream()
                .filter(group -> group.id().equals(asked) || matching.size() == 1)
                .findFirst()
                .orElseThrow(() ->
                        new Conflict("Multiple security_groups found matching '%s'. Use an ID to be more specific."
                                .formatted(asked)))
                .id();
    }
}
