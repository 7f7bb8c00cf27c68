package io.virga.network.port;

import io.virga.model.Caller;
import io.virga.model.CloudException.Conflict;
import io.virga.model.CloudException.Forbidden;
import io.virga.model.CloudException.NotFound;
import io.virga.network.network.Network;
import io.virga.network.standard.Ownership;
import io.virga.web.Fields;
import java.util.Set;

/// Who may do what with a port. On a network of others one may plug in, but not choose what could harm its neighbours.
final class PortRules {

    private static final Set<String> OURS = Set.of(Port.ROUTER_INTERFACE, Port.ROUTER_GATEWAY, Port.FLOATING_IP);

    private PortRules() {}

    static void checkCreate(Caller caller, Network network, Fields body) {
        Ownership.requireBinderFor(caller, body, "binding:host_id", "binding:profile");
        var owner = Ownership.owns(caller, network.projectId());
        if (!owner && !network.shared() && !Ownership.isPrivileged(caller)) {
            throw new Forbidden("Tenant not allowed to create port on external network %s.".formatted(network.id()));
        }
        checkNeighbourly(caller, owner, body);
        if (!owner
                && !Ownership.isPrivileged(caller)
                && body.objects("fixed_ips").stream().anyMatch(ip -> ip.has("ip_address"))) {
            throw new Forbidden("Only the owner of a network may choose addresses on it.");
        }
    }

    private static void checkNeighbourly(Caller caller, boolean networkOwner, Fields body) {
        if (networkOwner || Ownership.isPrivileged(caller)) {
            return;
        }
        for (var key : Set.of("mac_address", "port_security_enabled", "allowed_address_pairs")) {
            if (body.has(key)) {
                throw new Forbidden("Only the owner of a network may set '%s' of a port on it.".formatted(key));
            }
        }
    }

    static void checkUpdate(Caller caller, Network network, Port port, Fields body) {
        if (!Ownership.owns(caller, port.projectId())) {
            throw new Forbidden("Port %s belongs to another project.".formatted(port.id()));
        }
        Ownership.requireBinderFor(caller, body, "binding:host_id", "binding:profile");
        Ownership.requireAdminFor(caller, body, "mac_address");
        var owner = Ownership.owns(caller, network.projectId());
        checkNeighbourly(caller, owner, body);
        if (!owner && !Ownership.isPrivileged(caller) && body.has("fixed_ips")) {
            throw new Forbidden("Only the owner of a network may choose addresses on it.");
        }
        if (OURS.contains(port.deviceOwner())
                && (body.has("fixed_ips") || body.has("device_owner") || body.has("device_id"))) {
            throw inUse(port);
        }
    }

    /// A tenant's port never becomes a trusted one, not at birth and not later (SEC-34).
    static void attach(Caller caller, Port port, Fields body) {
        var owner = body.optionalText("device_owner", 0, 255).orElse(port.deviceOwner());
        var device = body.optionalText("device_id", 0, 255).orElse(port.deviceId());
        if (owner.startsWith("network:") && !owner.equals(port.deviceOwner()) && !Ownership.isPrivileged(caller)) {
            throw new Forbidden("Only an administrator may set device_owner to '%s'.".formatted(owner));
        }
        port.attach(owner, device);
    }

    static void checkSecurity(Port port) {
        if (!port.secured() && !port.groups().isEmpty()) {
            throw new Conflict(
                    "PortSecurityPortHasSecurityGroup",
                    "Port has security group associated. Cannot disable port security until it is removed.");
        }
        if (!port.secured() && !port.pairs().isEmpty()) {
            throw new Conflict(
                    "AddressPairAndPortSecurityRequired",
                    "Port Security must be enabled to use allowed address pairs.");
        }
    }

    static void checkDelete(Caller caller, Network network, Port port) {
        if (!Ownership.owns(caller, port.projectId()) && !Ownership.owns(caller, network.projectId())) {
            throw new NotFound("Port", port.id());
        }
        if (OURS.contains(port.deviceOwner())) {
            throw inUse(port);
        }
    }

    private static Conflict inUse(Port port) {
        return new Conflict(
                "ServicePortInUse",
                "Port %s cannot be changed or deleted directly via the port API: it has device owner %s."
                        .formatted(port.id(), port.deviceOwner()));
    }
}
