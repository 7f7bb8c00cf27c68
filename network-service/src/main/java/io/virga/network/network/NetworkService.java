package io.virga.network.network;

import io.virga.model.Caller;
import io.virga.model.CloudException.Conflict;
import io.virga.model.CloudException.Forbidden;
import io.virga.network.NetworkConfig;
import io.virga.network.quota.QuotaService;
import io.virga.network.standard.Changed;
import io.virga.network.standard.Ownership;
import io.virga.network.standard.Query;
import io.virga.network.standard.Scope;
import io.virga.web.Fields;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// What users may do with networks.
@ApplicationScoped
public class NetworkService {

    private static final int WIRE_MTU = 1500;

    private final Networks networks;
    private final QuotaService quotas;
    private final NetworkConfig config;
    private final Event<Changed> changed;

    NetworkService(Networks networks, QuotaService quotas, NetworkConfig config, Event<Changed> changed) {
        this.networks = networks;
        this.quotas = quotas;
        this.config = config;
        this.changed = changed;
    }

    @Transactional
    public List<Map<String, Object>> list(Caller caller, Query query) {
        return networks.list(caller, query).stream()
                .map(network -> view(caller, network))
                .toList();
    }

    @Transactional
    public Map<String, Object> show(Caller caller, UUID id) {
        return view(caller, networks.get(caller, id));
    }

    @Transactional
    public List<Map<String, Object>> create(Caller caller, List<Fields> bodies) {
        return bodies.stream().map(body -> create(caller, body)).toList();
    }

    private Map<String, Object> create(Caller caller, Fields body) {
        var project = Ownership.projectFor(caller, body);
        Ownership.requireAdminFor(
                caller, body, "provider:network_type", "provider:physical_network", "provider:segmentation_id");
        var segment = ProviderRequest.segment(body, config.external().physicalNetwork(), networks::nextSegment);
        if (segment.physicalNetwork() != null && networks.isTaken(segment)) {
            throw new Conflict(
                    segment.type().equals("flat") ? "FlatNetworkInUse" : "VlanIdInUse",
                    "The %s segment of physical network %s is in use."
                            .formatted(segment.type(), segment.physicalNetwork()));
        }
        var network = new Network(
                project,
                body.optionalText("name", 0, 255).orElse(""),
                body.optionalText("description", 0, 255).orElse(""),
                segment,
                greatestMtu(segment));
        change(caller, network, body);
        quotas.reserve(project, "network", 1);
        networks.add(network);
        networks.flush();
        changed.fire(Changed.of(Scope.of(Scope.Kind.NETWORK, network.id())));
        return view(caller, network);
    }

    private int greatestMtu(Network.Segment segment) {
        return segment.physicalNetwork() == null ? config.tunnelMtu() : WIRE_MTU;
    }

    private void change(Caller caller, Network network, Fields body) {
        body.optionalText("name", 0, 255).ifPresent(network::rename);
        body.optionalText("description", 0, 255).ifPresent(network::describe);
        body.optionalBool("admin_state_up").ifPresent(network::raise);
        body.optionalBool("port_security_enabled").ifPresent(network::securePorts);
        body.optionalText("dns_domain", 0, 255).ifPresent(network::nameDomain);
        body.optionalInteger("mtu", 68, greatestMtu(network.segment())).ifPresent(mtu -> network.resize((int) mtu));
        var shared = body.optionalBool("shared").orElse(network.shared());
        var external = body.optionalBool("router:external").orElse(network.external());
        var isDefault = body.optionalBool("is_default");
        if (!Ownership.isPrivileged(caller)
                && (shared != network.shared() || external != network.external() || isDefault.orElse(false))) {
            throw new Forbidden(
                    "Policy doesn't allow sharing a network or leading it outside: it needs the role 'admin'.");
        }
        network.share(shared);
        network.openOutside(external);
        isDefault.ifPresent(network::makeDefault);
        body.refuseOthers();
    }

    @Transactional
    public Map<String, Object> update(Caller caller, UUID id, Fields body) {
        var network = networks.writable(caller, id);
        change(caller, network, body);
        networks.flush();
        var scopes = new HashSet<>(List.of(Scope.of(Scope.Kind.NETWORK, id)));
        networks.subnetsOf(network).forEach(subnet -> scopes.add(Scope.of(Scope.Kind.SUBNET, subnet)));
        networks.portIdsOf(network).forEach(port -> scopes.add(Scope.of(Scope.Kind.PORT, port)));
        changed.fire(new Changed(scopes));
        return view(caller, network);
    }

    @Transactional
    public void delete(Caller caller, UUID id) {
        var network = networks.writable(caller, id);
        networks.lockForDeletion(network);
        if (networks.portsOn(network) > 0) {
            throw new Conflict(
                    "NetworkInUse",
                    "Unable to complete operation on network %s. There are one or more ports still in use on the network."
                            .formatted(id));
        }
        var scopes = new HashSet<>(List.of(Scope.of(Scope.Kind.NETWORK, id)));
        networks.subnetsOf(network).forEach(subnet -> scopes.add(Scope.of(Scope.Kind.SUBNET, subnet)));
        networks.remove(network);
        changed.fire(new Changed(scopes));
    }

    // How a network leaves the host is the operator's business.
    private static Map<String, Object> view(Caller caller, Network network) {
        var view = network.view();
        if (!Ownership.isPrivileged(caller)) {
            view.keySet().removeIf(key -> key.startsWith("provider:"));
        }
        return view;
    }
}
