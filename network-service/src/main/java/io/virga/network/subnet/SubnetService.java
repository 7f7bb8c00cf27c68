package io.virga.network.subnet;

import io.virga.model.Caller;
import io.virga.model.CloudException.Conflict;
import io.virga.model.CloudException.Invalid;
import io.virga.network.address.AddressPool;
import io.virga.network.address.Cidr;
import io.virga.network.network.Networks;
import io.virga.network.quota.QuotaService;
import io.virga.network.standard.Changed;
import io.virga.network.standard.Owned;
import io.virga.network.standard.Ownership;
import io.virga.network.standard.Query;
import io.virga.network.standard.Scope;
import io.virga.network.subnetpool.SubnetPool;
import io.virga.network.subnetpool.SubnetPools;
import io.virga.web.Fields;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// What users may do with subnets.
@ApplicationScoped
public class SubnetService {

    private final Subnets subnets;
    private final Networks networks;
    private final SubnetPools pools;
    private final QuotaService quotas;
    private final Event<Changed> changed;

    SubnetService(Subnets subnets, Networks networks, SubnetPools pools, QuotaService quotas, Event<Changed> changed) {
        this.subnets = subnets;
        this.networks = networks;
        this.pools = pools;
        this.quotas = quotas;
        this.changed = changed;
    }

    @Transactional
    public List<Map<String, Object>> list(Caller caller, Query query) {
        return subnets.list(caller, query).stream().map(Owned::view).toList();
    }

    @Transactional
    public Map<String, Object> show(Caller caller, UUID id) {
        return subnets.get(caller, id).view();
    }

    @Transactional
    public List<Map<String, Object>> create(Caller caller, List<Fields> bodies) {
        return bodies.stream().map(body -> create(caller, body)).toList();
    }

    private Map<String, Object> create(Caller caller, Fields body) {
        var project = Ownership.projectFor(caller, body);
        var network = networks.use(caller, Ownership.id("Network", body.text("network_id", 1, 64)));
        Ownership.requireWritable(caller, network, true, "Network");
        var neighbours = subnets.lockOf(network.id());
        var pool = pool(caller, body);
        var cidr = pool.map(from -> cut(from, body)).orElseGet(() -> cidr(body));
        neighbours.stream()
                .filter(other -> other.cidr().overlaps(cidr))
                .findFirst()
                .ifPresent(other -> {
                    throw new Invalid(
                            "Invalid input for operation: Requested subnet with cidr: %s for network: %s overlaps with subnet %s."
                                    .formatted(cidr, network.id(), other.id()));
                });
        var subnet =
                new Subnet(project, network.id(), cidr, pool.map(SubnetPool::id).orElse(null));
        SubnetRequest.fill(subnet, body);
        body.refuseOthers();
        quotas.reserve(project, "subnet", 1);
        subnets.add(subnet);
        changed.fire(Changed.of(Scope.of(Scope.Kind.SUBNET, subnet.id())));
        return subnet.view();
    }

    private static Cidr cidr(Fields body) {
        var text = body.text("cidr", 1, 64);
        var cidr = Cidr.parse(text)
                .filter(_ -> text.contains("/"))
                .orElseThrow(() -> new Invalid("'%s' is not a valid CIDR".formatted(text)));
        if (version(body).filter(version -> version != cidr.version()).isPresent()) {
            throw new Invalid("The ip_version of the subnet does not match its cidr %s".formatted(cidr));
        }
        if (cidr.prefix() == 0 || cidr.version() == 4 && Cidr.of("224.0.0.0/4").overlaps(cidr)) {
            throw new Invalid("Machines cannot have addresses of %s".formatted(cidr));
        }
        return cidr;
    }

    private static Optional<Integer> version(Fields body) {
        var version = body.optionalInteger("ip_version", 4, 6);
        if (version.isPresent() && version.getAsLong() == 5) {
            throw new Invalid("ip_version must be 4 or 6");
        }
        return version.isPresent() ? Optional.of((int) version.getAsLong()) : Optional.empty();
    }

    private Optional<SubnetPool> pool(Caller caller, Fields body) {
        var named = body.optionalText("subnetpool_id", 1, 64);
        if (body.optionalBool("use_default_subnetpool").orElse(false)) {
            return Optional.of(pools.lockDefault(version(body).orElse(4)));
        }
        return named.map(id -> pools.lock(caller, Ownership.id("SubnetPool", id)));
    }

    private Cidr cut(SubnetPool pool, Fields body) {
        var lengths = pool.lengths();
        var taken = subnets.cutFrom(pool.id());
        if (body.optionalText("cidr", 1, 64).isPresent()) {
            var wanted = cidr(body);
            var fits = pool.prefixes().stream().anyMatch(prefix -> prefix.contains(wanted))
                    && taken.stream().noneMatch(wanted::overlaps);
            if (!fits) {
                throw new Conflict(
                        "SubnetAllocationError",
                        "Failed to allocate subnet: %s is not free in the pool.".formatted(wanted));
            }
            return wanted;
        }
        version(body);
        int length = (int) body.optionalInteger("prefixlen", lengths.shortest(), lengths.longest())
                .orElse(lengths.usual());
        return AddressPool.nextBlock(pool.prefixes(), length, taken)
                .orElseThrow(() -> new Conflict(
                        "SubnetAllocationError",
                        "Failed to allocate subnet: Insufficient prefix space to allocate subnet size /" + length
                                + "."));
    }

    @Transactional
    public Map<String, Object> update(Caller caller, UUID id, Fields body) {
        var subnet = subnets.get(caller, id);
        Ownership.requireWritable(caller, subnet, true, "Subnet");
        SubnetRequest.change(subnet, body);
        body.refuseOthers();
        subnets.flush();
        changed.fire(new Changed(scopes(subnet)));
        return subnet.view();
    }

    private Set<Scope> scopes(Subnet subnet) {
        var scopes = new HashSet<>(Set.of(Scope.of(Scope.Kind.SUBNET, subnet.id())));
        subnets.routersThrough(subnet).forEach(router -> scopes.add(Scope.of(Scope.Kind.ROUTER, router)));
        return scopes;
    }

    @Transactional
    public void delete(Caller caller, UUID id) {
        var subnet = subnets.get(caller, id);
        Ownership.requireWritable(caller, subnet, true, "Subnet");
        subnets.lockOf(subnet.networkId());
        if (!subnets.taken(subnet).isEmpty()) {
            throw new Conflict(
                    "SubnetInUse",
                    "Unable to complete operation on subnet %s: One or more ports have an IP allocation from this subnet."
                            .formatted(id));
        }
        subnets.remove(subnet);
        changed.fire(new Changed(scopes(subnet)));
    }
}
