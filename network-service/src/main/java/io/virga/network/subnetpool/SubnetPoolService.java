package io.virga.network.subnetpool;

import io.virga.model.Caller;
import io.virga.model.CloudException.Conflict;
import io.virga.model.CloudException.Forbidden;
import io.virga.model.CloudException.Invalid;
import io.virga.network.address.Cidr;
import io.virga.network.quota.QuotaService;
import io.virga.network.standard.Owned;
import io.virga.network.standard.Ownership;
import io.virga.network.standard.Query;
import io.virga.network.subnetpool.SubnetPool.Lengths;
import io.virga.web.Fields;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// What users may do with subnet pools.
@ApplicationScoped
public class SubnetPoolService {

    private final SubnetPools pools;
    private final QuotaService quotas;

    SubnetPoolService(SubnetPools pools, QuotaService quotas) {
        this.pools = pools;
        this.quotas = quotas;
    }

    @Transactional
    public List<Map<String, Object>> list(Caller caller, Query query) {
        return pools.list(caller, query).stream().map(Owned::view).toList();
    }

    @Transactional
    public Map<String, Object> show(Caller caller, UUID id) {
        return pools.get(caller, id).view();
    }

    @Transactional
    public List<Map<String, Object>> create(Caller caller, List<Fields> bodies) {
        return bodies.stream().map(body -> create(caller, body)).toList();
    }

    private Map<String, Object> create(Caller caller, Fields body) {
        var project = Ownership.projectFor(caller, body);
        var prefixes = prefixes(body);
        if (prefixes.isEmpty()) {
            throw new Invalid("prefixes: at least one is needed");
        }
        int version = prefixes.getFirst().version();
        var widest = new Lengths(version == 4 ? 8 : 64, version == 4 ? 32 : 128, -1);
        var pool = new SubnetPool(project, body.text("name", 0, 255), prefixes, lengths(body, widest, version));
        change(caller, pool, body);
        quotas.reserve(project, "subnetpool", 1);
        pools.add(pool);
        return pool.view();
    }

    @Transactional
    public Map<String, Object> update(Caller caller, UUID id, Fields body) {
        var pool = pools.get(caller, id);
        Ownership.requireWritable(caller, pool, true, "SubnetPool");
        var prefixes = prefixes(body);
        if (!prefixes.isEmpty()) {
            if (prefixes.getFirst().version() != pool.ipVersion() || !coversAll(prefixes, pool.prefixes())) {
                throw new Invalid("Existing prefixes must be a subset of the new prefixes");
            }
            pool.offer(prefixes);
        }
        pool.fit(lengths(body, pool.lengths(), pool.ipVersion()));
        change(caller, pool, body);
        pools.flush();
        return pool.view();
    }

    private static boolean coversAll(List<Cidr> prefixes, List<Cidr> old) {
        return old.stream().allMatch(block -> prefixes.stream().anyMatch(prefix -> prefix.contains(block)));
    }

    private static void change(Caller caller, SubnetPool pool, Fields body) {
        body.optionalText("name", 0, 255).ifPresent(pool::rename);
        body.optionalText("description", 0, 255).ifPresent(pool::describe);
        if (body.has("default_quota")) {
            var quota = body.optionalInteger("default_quota", 0, Integer.MAX_VALUE);
            pool.limit(quota.isPresent() ? (Long) quota.getAsLong() : null);
        }
        var shared = body.optionalBool("shared").orElse(pool.shared());
        var isDefault = body.optionalBool("is_default").orElse(false);
        if (!Ownership.isPrivileged(caller) && (shared != pool.shared() || isDefault)) {
            throw new Forbidden("Policy doesn't allow sharing a subnet pool: it needs the role 'admin'.");
        }
        pool.share(shared);
        pool.makeDefault(isDefault);
        body.refuseOthers();
    }

    private static List<Cidr> prefixes(Fields body) {
        var prefixes = body.texts("prefixes", 100, 64).stream()
                .map(text ->
                        Cidr.parse(text).orElseThrow(() -> new Invalid("'%s' is not a valid CIDR".formatted(text))))
                .toList();
        if (prefixes.stream().map(Cidr::version).distinct().count() > 1) {
            throw new Invalid("All prefixes of a subnet pool must be of one IP version");
        }
        return prefixes;
    }

    private static Lengths lengths(Fields body, Lengths old, int version) {
        int most = version == 4 ? 32 : 128;
        int shortest = (int) body.optionalInteger("min_prefixlen", 0, most).orElse(old.shortest());
        int longest = (int) body.optionalInteger("max_prefixlen", 0, most).orElse(old.longest());
        int usual = (int)
                body.optionalInteger("default_prefixlen", 0, most).orElse(old.usual() < 0 ? shortest : old.usual());
        if (shortest > usual || usual > longest) {
            throw new Invalid("Illegal prefix lengths: min_prefixlen <= default_prefixlen <= max_prefixlen must hold");
        }
        return new Lengths(shortest, longest, usual);
    }

    @Transactional
    public void delete(Caller caller, UUID id) {
        var pool = pools.get(caller, id);
        Ownership.requireWritable(caller, pool, true, "SubnetPool");
        if (pools.isUsed(pool)) {
            throw new Conflict(
                    "SubnetPoolInUse", "Unable to complete operation on subnet pool %s: it has subnets.".formatted(id));
        }
        pools.remove(pool);
    }
}
