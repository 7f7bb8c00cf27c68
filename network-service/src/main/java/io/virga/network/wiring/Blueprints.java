package io.virga.network.wiring;

import io.virga.network.NetworkConfig;
import io.virga.network.floatingip.FloatingIp;
import io.virga.network.network.Network;
import io.virga.network.port.FixedIp;
import io.virga.network.port.Port;
import io.virga.network.port.Ports;
import io.virga.network.router.Router;
import io.virga.network.securitygroup.SecurityGroup;
import io.virga.network.standard.Owned;
import io.virga.network.standard.Scope;
import io.virga.network.subnet.Subnet;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.Session;

/// Reads from the database what the northbound database should hold.
@ApplicationScoped
class Blueprints {

    // Homes come before what lives in them.
    private static final Map<Class<? extends Owned>, Scope.Kind> KINDS = Map.of(
            Network.class, Scope.Kind.NETWORK,
            Subnet.class, Scope.Kind.SUBNET,
            SecurityGroup.class, Scope.Kind.GROUP,
            Router.class, Scope.Kind.ROUTER,
            Port.class, Scope.Kind.PORT,
            FloatingIp.class, Scope.Kind.FLOATING_IP);

    private final Session session;
    private final Ports ports;
    private final List<String> nameServers;
    private final List<String> gatewayChassis;

    Blueprints(Session session, Ports ports, NetworkConfig config) {
        this.session = session;
        this.ports = ports;
        nameServers = config.dnsServers().orElse(List.of());
        gatewayChassis = config.ovn().gatewayChassis().orElse(List.of());
    }

    /// Everything that there is, with its scopes.
    record Everything(Set<Scope> scopes, List<Wanted> wanted) {}

    @Transactional
    Everything everything() {
        var scopes = new LinkedHashSet<Scope>();
        scopes.add(Scope.CLOUD);
        // Loading all rows at once lets the look-ups below be answered from the session.
        KINDS.forEach((type, kind) -> session.createSelectionQuery("from " + type.getName(), type)
                .list()
                .forEach(thing -> scopes.add(Scope.of(kind, thing.id()))));
        return new Everything(scopes, of(scopes));
    }

    @Transactional
    List<Wanted> of(Collection<Scope> scopes) {
        var wanted = new ArrayList<Wanted>();
        scopes.forEach(scope -> wanted.addAll(of(scope)));
        return wanted;
    }

    private List<Wanted> of(Scope scope) {
        return switch (scope.kind()) {
            case CLOUD -> GroupPlan.shared();
            case NETWORK -> find(Network.class, scope).map(SwitchPlan::network).orElse(List.of());
            case SUBNET -> find(Subnet.class, scope).map(this::subnet).orElse(List.of());
            case PORT -> find(Port.class, scope).map(this::port).orElse(List.of());
            case GROUP -> find(SecurityGroup.class, scope).map(GroupPlan::group).orElse(List.of());
            case ROUTER -> find(Router.class, scope).map(this::router).orElse(List.of());
            case FLOATING_IP ->
                find(FloatingIp.class, scope).map(RouterPlan::floatingIp).orElse(List.of());
        };
    }

    private <T> Optional<T> find(Class<T> type, Scope scope) {
        return Optional.ofNullable(session.find(type, scope.uuid()));
    }

    private List<Wanted> subnet(Subnet subnet) {
        return SwitchPlan.subnet(subnet, session.find(Network.class, subnet.networkId()), nameServers);
    }

    private List<Wanted> port(Port port) {
        var network = session.find(Network.class, port.networkId());
        return PortPlan.of(port, network, subnets(List.of(port)), gatewayChassis);
    }

    private Map<UUID, Subnet> subnets(Collection<Port> ofPorts) {
        return ofPorts.stream()
                .flatMap(port -> port.fixedIps().stream())
                .map(FixedIp::subnetId)
                .distinct()
                .map(id -> session.find(Subnet.class, id))
                .collect(Collectors.toMap(Subnet::id, Function.identity()));
    }

    private List<Wanted> router(Router router) {
        var gateway = router.gatewayPort().flatMap(ports::find);
        var outside = subnets(gateway.stream().toList());
        var inside = subnets(ports.ofDevice(router.id().toString(), Port.ROUTER_INTERFACE));
        return RouterPlan.router(router, gateway, outside, List.copyOf(inside.values()));
    }
}
