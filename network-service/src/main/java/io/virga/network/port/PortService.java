package io.virga.network.port;

import io.virga.contract.Addresses;
import io.virga.contract.network.PortEvent;
import io.virga.messaging.outbox.Outbox;
import io.virga.model.Caller;
import io.virga.model.PortId;
import io.virga.network.network.Networks;
import io.virga.network.quota.QuotaService;
import io.virga.network.securitygroup.SecurityGroups;
import io.virga.network.standard.Ownership;
import io.virga.network.standard.Query;
import io.virga.web.Fields;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// What users may do with ports, and what happens when one is wired.
@ApplicationScoped
public class PortService {

    private final Ports ports;
    private final PortFactory factory;
    private final Networks networks;
    private final SecurityGroups groups;
    private final QuotaService quotas;
    private final Outbox outbox;

    PortService(
            Ports ports,
            PortFactory factory,
            Networks networks,
            SecurityGroups groups,
            QuotaService quotas,
            Outbox outbox) {
        this.ports = ports;
        this.factory = factory;
        this.networks = networks;
        this.groups = groups;
        this.quotas = quotas;
        this.outbox = outbox;
    }

    @Transactional
    public List<Map<String, Object>> list(Caller caller, Query query) {
        return ports.list(caller, query).stream()
                .map(port -> view(caller, port))
                .toList();
    }

    @Transactional
    public Map<String, Object> show(Caller caller, UUID id) {
        return view(caller, ports.get(caller, id));
    }

    @Transactional
    public List<Map<String, Object>> create(Caller caller, List<Fields> bodies) {
        return bodies.stream().map(body -> create(caller, body)).toList();
    }

    private Map<String, Object> create(Caller caller, Fields body) {
        var project = Ownership.projectFor(caller, body);
        var network = networks.use(caller, Ownership.id("Network", body.text("network_id", 1, 64)));
        PortRules.checkCreate(caller, network, body);
        var mac = PortRequest.mac(body).orElseGet(() -> factory.freeMac(network.id()));
        var port = new Port(project, network.id(), mac);
        port.secure(network.portSecurity());
        change(caller, port, body);
        if (!body.has("security_groups") && port.secured()) {
            port.guard(Set.of(groups.defaultOf(project).id()));
        }
        var wishes = PortRequest.wishes(body);
        body.refuseOthers();
        quotas.reserve(project, "port", 1);
        factory.refuseTakenMac(port);
        var none = body.has("fixed_ips") && wishes.isEmpty() && !body.isNull("fixed_ips");
        port.address(none ? List.of() : factory.addressesFor(port, wishes));
        ports.add(port);
        return view(caller, port);
    }

    private void change(Caller caller, Port port, Fields body) {
        body.optionalText("name", 0, 255).ifPresent(port::rename);
        body.optionalText("description", 0, 255).ifPresent(port::describe);
        body.optionalBool("admin_state_up").ifPresent(port::raise);
        body.optionalBool("port_security_enabled").ifPresent(port::secure);
        body.optionalText("dns_name", 0, 255).ifPresent(port::nameInDns);
        body.optionalText("binding:host_id", 0, 255).ifPresent(port::bind);
        if (body.has("security_groups")) {
            var wanted = new HashSet<UUID>();
            PortRequest.groups(body)
                    .forEach(id -> wanted.add(groups.get(caller, id).id()));
            port.guard(wanted);
        }
        if (body.has("allowed_address_pairs")) {
            port.admit(PortRequest.pairs(body, port.mac()));
        }
        if (body.has("extra_dhcp_opts")) {
            port.tell(PortRequest.dhcpOptions(body));
        }
        if (body.has("binding:profile")) {
            port.profile(PortRequest.profile(body));
        }
        if (body.has("binding:vnic_type")) {
            port.bindAs(PortRequest.vnicType(body));
        }
        PortRules.attach(caller, port, body);
        PortRules.checkSecurity(port);
    }

    @Transactional
    public Map<String, Object> update(Caller caller, UUID id, Fields body) {
        var port = ports.locked(ports.get(caller, id));
        var network = networks.get(caller, port.networkId());
        PortRules.checkUpdate(caller, network, port, body);
        PortRequest.mac(body).filter(mac -> !mac.equals(port.mac())).ifPresent(mac -> {
            port.become(mac);
            factory.refuseTakenMac(port);
        });
        change(caller, port, body);
        if (body.has("fixed_ips")) {
            readdress(port, PortRequest.wishes(body));
        }
        body.refuseOthers();
        ports.flush();
        ports.touch(port);
        return view(caller, port);
    }

    private void readdress(Port port, List<Addressing.Wish> wishes) {
        var before = List.copyOf(port.fixedIps());
        port.address(wishes.isEmpty() ? List.of() : factory.readdressesFor(port, wishes));
        ports.release(
                port,
                before.stream().filter(ip -> !port.fixedIps().contains(ip)).toList());
    }

    @Transactional
    public void delete(Caller caller, UUID id) {
        var port = ports.locked(ports.get(caller, id));
        PortRules.checkDelete(caller, networks.get(caller, port.networkId()), port);
        ports.remove(port);
        if (isCompute(port) && port.isActive()) {
            outbox.send(
                    Addresses.NETWORK_PORTS, new PortEvent.PortDown(new PortId(id), port.deviceId()), port.deviceId());
        }
    }

    /// Called when the wiring has seen that packets flow, or no longer do. Seeing it twice is the same as once.
    @Transactional
    public void observe(UUID id, boolean wired) {
        var port = ports.find(id).map(ports::locked).orElse(null);
        if (port == null || port.isActive() == wired) {
            return;
        }
        port.carry(wired);
        if (isCompute(port)) {
            var portId = new PortId(id);
            var event = wired
                    ? new PortEvent.PortUp(portId, port.deviceId())
                    : new PortEvent.PortDown(portId, port.deviceId());
            outbox.send(Addresses.NETWORK_PORTS, event, port.deviceId());
        }
    }

    private static boolean isCompute(Port port) {
        return port.deviceOwner().startsWith("compute:");
    }

    // Where a port is bound is the operator's business.
    private static Map<String, Object> view(Caller caller, Port port) {
        var view = port.view();
        if (!Ownership.mayBind(caller)) {
            view.keySet().removeIf(key -> key.startsWith("binding:") && !key.equals("binding:vnic_type"));
        }
        return view;
    }
}
