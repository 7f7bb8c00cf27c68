package io.virga.network.router;

import io.virga.model.Caller;
import io.virga.model.CloudException.Conflict;
import io.virga.model.CloudException.Forbidden;
import io.virga.model.CloudException.Invalid;
import io.virga.network.address.Ip;
import io.virga.network.network.Networks;
import io.virga.network.port.Addressing.Wish;
import io.virga.network.port.Port;
import io.virga.network.port.PortFactory;
import io.virga.network.port.Ports;
import io.virga.network.standard.Ownership;
import io.virga.web.Fields;
import jakarta.enterprise.context.ApplicationScoped;

/// Leads routers to external networks, and away from them.
@ApplicationScoped
class Gateways {

    private static final String NOBODY = "";

    private final Routers routers;
    private final Networks networks;
    private final Ports ports;
    private final PortFactory factory;

    Gateways(Routers routers, Networks networks, Ports ports, PortFactory factory) {
        this.routers = routers;
        this.networks = networks;
        this.ports = ports;
        this.factory = factory;
    }

    /// Makes `external_gateway_info` of the request true.
    void set(Caller caller, Router router, Fields body) {
        var info = body.optionalObject("external_gateway_info")
                .filter(object -> !object.keys().isEmpty());
        if (info.isEmpty()) {
            clear(router);
            return;
        }
        var wanted = info.get();
        if ((wanted.has("enable_snat") || wanted.has("external_fixed_ips")) && !Ownership.isPrivileged(caller)) {
            throw new Forbidden(
                    "Policy doesn't allow setting enable_snat or external_fixed_ips: it needs the role 'admin'.");
        }
        var network = networks.use(caller, Ownership.id("Network", wanted.text("network_id", 1, 64)));
        if (!network.external()) {
            throw new Invalid("Network %s is not an external network.".formatted(network.id()));
        }
        router.translate(wanted.optionalBool("enable_snat").orElse(true));
        var wishes = wanted.objects("external_fixed_ips").stream()
                .map(Gateways::wish)
                .toList();
        wanted.refuseOthers();
        if (router.externalNetwork().filter(network.id()::equals).isPresent() && wishes.isEmpty()) {
            return;
        }
        clear(router);
        var port = factory.makeOwn(
                NOBODY, network.id(), Port.ROUTER_GATEWAY, router.id().toString(), wishes);
        router.leadTo(network.id(), port.id());
    }

    private static Wish wish(Fields body) {
        var subnet = body.optionalText("subnet_id", 1, 64).map(text -> Ownership.id("Subnet", text));
        var ip = body.optionalText("ip_address", 1, 64)
                .map(text -> Ip.parse(text)
                        .orElseThrow(() -> new Invalid("'%s' is not a valid IP address".formatted(text))));
        body.refuseOthers();
        return new Wish(subnet, ip);
    }

    void clear(Router router) {
        if (router.gatewayPort().isEmpty()) {
            return;
        }
        if (routers.floatingIpsThrough(router) > 0) {
            throw new Conflict(
                    "RouterExternalGatewayInUseByFloatingIp",
                    "Gateway cannot be updated for router %s, since a gateway to external network is required by one or more floating IPs."
                            .formatted(router.id()));
        }
        var port = router.gatewayPort().flatMap(ports::find);
        router.leadTo(null, null);
        routers.flush();
        port.ifPresent(ports::remove);
    }
}
