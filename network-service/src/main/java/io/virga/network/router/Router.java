package io.virga.network.router;

import io.virga.network.standard.Owned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/// Joins networks of one project, and leads them outside.
@Entity
@Table(name = "routers")
public class Router extends Owned {

    /// A way that somebody added by hand.
    public record Route(String destination, String nexthop) {}

    @Column(name = "admin_state_up")
    private boolean adminStateUp = true;

    @Column(name = "gateway_port_id")
    private UUID gatewayPortId;

    @Column(name = "external_network_id")
    private UUID externalNetworkId;

    @Column(name = "enable_snat")
    private boolean snat = true;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<Map<String, String>> routes = List.of();

    protected Router() {}

    public Router(String projectId) {
        super(projectId, "", "");
    }

    public boolean adminStateUp() {
        return adminStateUp;
    }

    public Optional<UUID> gatewayPort() {
        return Optional.ofNullable(gatewayPortId);
    }

    public Optional<UUID> externalNetwork() {
        return Optional.ofNullable(externalNetworkId);
    }

    public boolean snat() {
        return snat;
    }

    public List<Route> routes() {
        return routes.stream()
                .map(route -> new Route(route.get("destination"), route.get("nexthop")))
                .toList();
    }

    void raise(boolean up) {
        adminStateUp = up;
    }

    /// Null for both: leads nowhere.
    public void leadTo(UUID network, UUID port) {
        externalNetworkId = network;
        gatewayPortId = port;
    }

    public void translate(boolean sources) {
        snat = sources;
    }

    public void route(List<Route> newRoutes) {
        routes = newRoutes.stream()
                .map(route -> Map.of("destination", route.destination(), "nexthop", route.nexthop()))
                .toList();
    }

    @Override
    public Map<String, Object> view() {
        var view = standardView();
        view.put("status", "ACTIVE");
        view.put("admin_state_up", adminStateUp);
        view.put("external_gateway_info", null);
        view.put("routes", routes);
        view.put("distributed", false);
        view.put("ha", false);
        view.put("availability_zones", List.of());
        view.put("availability_zone_hints", List.of());
        return view;
    }
}
