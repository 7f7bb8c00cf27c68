package io.virga.network.floatingip;

import io.virga.model.Caller;
import io.virga.model.CloudException.Conflict;
import io.virga.model.CloudException.Invalid;
import io.virga.model.CloudException.NotFound;
import io.virga.network.address.Ip;
import io.virga.network.floatingip.FloatingIp.Target;
import io.virga.network.network.Networks;
import io.virga.network.port.AddressesReleased;
import io.virga.network.port.Addressing.Wish;
import io.virga.network.port.FixedIp;
import io.virga.network.port.Port;
import io.virga.network.port.PortFactory;
import io.virga.network.port.Ports;
import io.virga.network.quota.QuotaService;
import io.virga.network.router.Routers;
import io.virga.network.standard.Owned;
import io.virga.network.standard.Ownership;
import io.virga.network.standard.Query;
import io.virga.web.Fields;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// What users may do with floating IPs.
@ApplicationScoped
public class FloatingIpService {

    private static final String NOBODY = "";

    private final FloatingIps floatingIps;
    private final Networks networks;
    private final Ports ports;
    private final PortFactory factory;
    private final Routers routers;
    private final QuotaService quotas;

    FloatingIpService(
            FloatingIps floatingIps,
            Networks networks,
            Ports ports,
            PortFactory factory,
            Routers routers,
            QuotaService quotas) {
        this.floatingIps = floatingIps;
        this.networks = networks;
        this.ports = ports;
        this.factory = factory;
        this.routers = routers;
        this.quotas = quotas;
    }

    @Transactional
    public List<Map<String, Object>> list(Caller caller, Query query) {
        return floatingIps.list(caller, query).stream().map(Owned::view).toList();
    }

    @Transactional
    public Map<String, Object> show(Caller caller, UUID id) {
        return floatingIps.get(caller, id).view();
    }

    @Transactional
    public List<Map<String, Object>> create(Caller caller, List<Fields> bodies) {
        return bodies.stream().map(body -> create(caller, body)).toList();
    }

    private Map<String, Object> create(Caller caller, Fields body) {
        var project = Ownership.projectFor(caller, body);
        var network = networks.use(caller, Ownership.id("Network", body.text("floating_network_id", 1, 64)));
        if (!network.external()) {
            throw new Invalid("Network %s is not a valid external network.".formatted(network.id()));
        }
        Ownership.requireAdminFor(caller, body, "floating_ip_address");
        quotas.reserve(project, "floatingip", 1);
        var floatingIp = new FloatingIp(project, network.id());
        var holder = factory.makeOwn(
                NOBODY, network.id(), Port.FLOATING_IP, floatingIp.id().toString(), wishes(body));
        floatingIp.hold(holder.id(), address(holder));
        change(caller, floatingIp, body);
        floatingIps.add(floatingIp);
        return floatingIp.view();
    }

    private static List<Wish> wishes(Fields body) {
        var subnet = body.optionalText("subnet_id", 1, 64).map(text -> Ownership.id("Subnet", text));
        var ip = body.optionalText("floating_ip_address", 1, 64)
                .map(text -> Ip.parse(text)
                        .orElseThrow(() -> new Invalid("'%s' is not a valid IP address".formatted(text))));
        return subnet.isEmpty() && ip.isEmpty() ? List.of() : List.of(new Wish(subnet, ip));
    }

    private static String address(Port holder) {
        return holder.fixedIps().stream()
                .map(FixedIp::ip)
                .filter(ip -> ip.version() == 4)
                .findFirst()
                .orElseThrow(() -> new Invalid("Network %s has no IPv4 subnet.".formatted(holder.networkId())))
                .toString();
    }

    private void change(Caller caller, FloatingIp floatingIp, Fields body) {
        body.optionalText("description", 0, 255).ifPresent(floatingIp::describe);
        var portId = body.optionalText("port_id", 0, 64).filter(text -> !text.isEmpty());
        var fixed = body.optionalText("fixed_ip_address", 1, 64);
        if (portId.isPresent()) {
            var port = ports.own(caller, Ownership.id("Port", portId.get()));
            floatingIp.pointTo(target(floatingIp, port, fixed));
        } else if (fixed.isPresent()) {
            throw new Invalid("fixed_ip_address cannot be specified without a port_id");
        } else if (body.has("port_id")) {
            floatingIp.pointNowhere();
        }
        body.refuseOthers();
    }

    private Target target(FloatingIp floatingIp, Port port, Optional<String> wanted) {
        var fixed = port.fixedIps().stream()
                .filter(ip -> ip.ip().version() == 4)
                .filter(ip -> wanted.isEmpty() || wanted.get().equals(ip.address()))
                .findFirst()
                .orElseThrow(() -> new Invalid(
                        "Port %s does not have fixed ip %s".formatted(port.id(), wanted.orElse("of version 4"))));
        floatingIps.pointingTo(port.id(), List.of(fixed.address())).stream()
                .filter(other -> !other.id().equals(floatingIp.id()))
                .findFirst()
                .ifPresent(other -> {
                    throw new Conflict(
                            "FloatingIPPortAlreadyAssociated",
                            "Cannot associate floating IP %s with port %s using fixed IP %s, as that fixed IP already has a floating IP on external network %s."
                                    .formatted(floatingIp.address(), port.id(), fixed.address(), other.networkId()));
                });
        var router = routers.between(fixed.subnetId(), floatingIp.networkId())
                .orElseThrow(() -> new NotFound("ExternalGatewayForFloatingIP", fixed.subnetId()));
        return new Target(port.id(), fixed.address(), router);
    }

    @Transactional
    public Map<String, Object> update(Caller caller, UUID id, Fields body) {
        var floatingIp = floatingIps.get(caller, id);
        change(caller, floatingIp, body);
        floatingIps.store(floatingIp);
        return floatingIp.view();
    }

    @Transactional
    public void delete(Caller caller, UUID id) {
        var floatingIp = floatingIps.get(caller, id);
        var holder = ports.find(floatingIp.holder());
        floatingIps.remove(floatingIp);
        holder.ifPresent(ports::remove);
    }

    void disassociate(@Observes AddressesReleased gone) {
        floatingIps.pointingTo(gone.port(), gone.addresses()).forEach(floatingIp -> {
            floatingIp.pointNowhere();
            floatingIps.store(floatingIp);
        });
    }
}
