package io.virga.network.router;

import io.virga.model.Caller;
import io.virga.model.CloudException.Conflict;
import io.virga.model.CloudException.Invalid;
import io.virga.network.port.Port;
import io.virga.network.port.Ports;
import io.virga.network.quota.QuotaService;
import io.virga.network.standard.Changed;
import io.virga.network.standard.Ownership;
import io.virga.network.standard.Query;
import io.virga.network.standard.Scope;
import io.virga.web.Fields;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What users may do with routers, their interfaces apart.
@ApplicationScoped
public class RouterService {

    private final Routers routers;
    private final Gateways gateways;
    private final RouteRequest routes;
    private final Ports ports;
    private final QuotaService quotas;
    private final Event<Changed> changed;

    RouterService(
            Routers routers,
            Gateways gateways,
            RouteRequest routes,
            Ports ports,
            QuotaService quotas,
            Event<Changed> changed) {
        this.routers = routers;
        this.gateways = gateways;
        this.routes = routes;
        this.ports = ports;
        this.quotas = quotas;
        this.changed = changed;
    }

    @Transactional
    public List<Map<String, Object>> list(Caller caller, Query query) {
        var found = routers.list(caller, query);
        var ids =
                found.stream().flatMap(router -> router.gatewayPort().stream()).toList();
        var gatewayPorts = ports.all(ids).stream().collect(Collectors.toMap(Port::id, Function.identity()));
        return found.stream()
                .map(router ->
                        view(router, router.gatewayPort().map(gatewayPorts::get).orElse(null)))
                .toList();
    }

    @Transactional
    public Map<String, Object> show(Caller caller, UUID id) {
        return view(routers.get(caller, id));
    }

    @Transactional
    public List<Map<String, Object>> create(Caller caller, List<Fields> bodies) {
        return bodies.stream().map(body -> create(caller, body)).toList();
    }

    private Map<String, Object> create(Caller caller, Fields body) {
        var router = new Router(Ownership.projectFor(caller, body));
        quotas.reserve(router.projectId(), "router", 1);
        routers.add(router);
        change(caller, router, body);
        return view(router);
    }

    @Transactional
    public Map<String, Object> update(Caller caller, UUID id, Fields body) {
        var router = routers.lock(caller, id);
        change(caller, router, body);
        return view(router);
    }

    private void change(Caller caller, Router router, Fields body) {
        body.optionalText("name", 0, 255).ifPresent(router::rename);
        body.optionalText("description", 0, 255).ifPresent(router::describe);
        body.optionalBool("admin_state_up").ifPresent(router::raise);
        for (var mode : List.of("ha", "distributed")) {
            if (body.optionalBool(mode).orElse(false)) {
                throw new Invalid("Routers here are central and not replicated: '%s' cannot be true.".formatted(mode));
            }
        }
        if (!body.texts("availability_zone_hints", 0, 0).isEmpty()) {
            throw new Invalid("There are no availability zones for routers.");
        }
        if (body.has("external_gateway_info")) {
            gateways.set(caller, router, body);
        }
        if (body.has("routes")) {
            router.route(routes.read(router, body));
        }
        body.refuseOthers();
        routers.flush();
        touch(router);
    }

    /// Adds or takes away some of the extra routes and leaves the others alone.
    @Transactional
    public Map<String, Object> changeRoutes(Caller caller, UUID id, Fields body, boolean add) {
        var router = routers.lock(caller, id);
        var named = routes.read(router, body);
        body.refuseOthers();
        var kept = new LinkedHashSet<>(router.routes());
        if (add) {
            kept.addAll(named);
        } else {
            named.forEach(kept::remove);
        }
        router.route(List.copyOf(kept));
        routers.flush();
        touch(router);
        return view(router);
    }

    @Transactional
    public void delete(Caller caller, UUID id) {
        var router = routers.lock(caller, id);
        if (!ports.ofDevice(id.toString(), Port.ROUTER_INTERFACE).isEmpty()) {
            throw new Conflict("RouterInUse", "Router %s still has ports".formatted(id));
        }
        gateways.clear(router);
        routers.remove(router);
        touch(router);
    }

    private void touch(Router router) {
        changed.fire(Changed.of(Scope.of(Scope.Kind.ROUTER, router.id())));
    }

    private Map<String, Object> view(Router router) {
        return view(router, router.gatewayPort().flatMap(ports::find).orElse(null));
    }

    private static Map<String, Object> view(Router router, Port gateway) {
        var view = router.view();
        if (gateway != null) {
            var info = new LinkedHashMap<String, Object>();
            info.put("network_id", gateway.networkId().toString());
            info.put("enable_snat", router.snat());
            info.put("external_fixed_ips", gateway.view().get("fixed_ips"));
            view.put("external_gateway_info", info);
        }
        return view;
    }
}
