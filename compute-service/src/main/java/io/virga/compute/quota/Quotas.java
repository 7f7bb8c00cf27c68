package io.virga.compute.quota;

import io.virga.compute.ComputeConfig;
import io.virga.model.CloudException.QuotaExceeded;
import io.virga.model.ProjectId;
import io.virga.web.limit.UnifiedLimits;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.hibernate.Session;

/// Each project's share of the cloud. Exact under parallel requests: whoever takes a share holds the project's usage
/// row until the transaction is through.
@ApplicationScoped
public class Quotas {

    private static final String SERVICE_TYPE = "compute";

    private final Session session;
    private final ComputeConfig config;
    private final UnifiedLimits unified;

    Quotas(Session session, ComputeConfig config, UnifiedLimits unified) {
        this.session = session;
        this.config = config;
        this.unified = unified;
    }

    /// An amount of what is counted.
    public record Share(long instances, long cores, long ram) {
        public Share times(int count) {
            return new Share(instances * count, cores * count, ram * count);
        }
    }

    /// Takes as many times `each` as there is room for, at most `most` and at least `least` times; says how many.
    public int take(ProjectId project, Share each, int least, int most) {
        var limits = limits(project); // may ask the identity service, and so comes before the lock
        var used = lockUsage(project);
        var count = most;
        while (count > least && !over(each.times(count), used, limits).isEmpty()) {
            count--;
        }
        var wanted = each.times(count);
        var over = over(wanted, used, limits);
        if (!over.isEmpty()) {
            throw new QuotaExceeded(refusal(over, wanted, used, limits));
        }
        add(project, wanted, 1);
        return count;
    }

    public void giveBack(ProjectId project, Share share) {
        lockUsage(project);
        add(project, share, -1);
    }

    public Share usage(ProjectId project) {
        return session
                .createNativeQuery(
                        "select instances, cores, ram from quota_usage where project_id = :project", Object[].class)
                .setParameter("project", project.value())
                .list()
                .stream()
                .map(Quotas::share)
                .findFirst()
                .orElse(new Share(0, 0, 0));
    }

    /// Every limit of the project: the one that was set here, or its unified limit, or the default. -1 is none.
    public Map<QuotaResource, Integer> limits(ProjectId project) {
        var limits = over(unified.of(SERVICE_TYPE, project.value()));
        session.createNativeQuery(
                        "select resource, hard_limit from quota_limits where project_id = :project", Object[].class)
                .setParameter("project", project.value())
                .list()
                .forEach(row -> limits.put(QuotaResource.valueOf((String) row[0]), ((Number) row[1]).intValue()));
        return limits;
    }

    /// What projects get for which nothing was set: the registered limits, or the configured ones.
    public Map<QuotaResource, Integer> defaults() {
        return over(unified.defaults(SERVICE_TYPE));
    }

    private Map<QuotaResource, Integer> over(Map<String, Long> unifiedLimits) {
        var limits = new EnumMap<QuotaResource, Integer>(QuotaResource.class);
        for (var resource : QuotaResource.values()) {
            var limit = unifiedLimits.get(resource.unifiedName());
            limits.put(resource, limit == null ? resource.defaultLimit(config.quota()) : Math.toIntExact(limit));
        }
        return limits;
    }

    public void limit(ProjectId project, QuotaResource resource, int limit) {
        session.createNativeMutationQuery("""
                        insert into quota_limits (project_id, resource, hard_limit) values (:project, :resource, :limit)
                        on conflict (project_id, resource) do update set hard_limit = excluded.hard_limit
                        """)
                .setParameter("project", project.value())
                .setParameter("resource", resource.name())
                .setParameter("limit", limit)
                .executeUpdate();
    }

    public void reset(ProjectId project) {
        session.createNativeMutationQuery("delete from quota_limits where project_id = :project")
                .setParameter("project", project.value())
                .executeUpdate();
    }

    private Share lockUsage(ProjectId project) {
        session.createNativeMutationQuery(
                        "insert into quota_usage (project_id) values (:project) on conflict do nothing")
                .setParameter("project", project.value())
                .executeUpdate();
        return share(session.createNativeQuery(
                        "select instances, cores, ram from quota_usage where project_id = :project for update",
                        Object[].class)
                .setParameter("project", project.value())
                .getSingleResult());
    }

    private void add(ProjectId project, Share share, int sign) {
        session.createNativeMutationQuery("""
                        update quota_usage
                        set instances = instances + :instances, cores = cores + :cores, ram = ram + :ram
                        where project_id = :project
                        """)
                .setParameter("project", project.value())
                .setParameter("instances", sign * share.instances())
                .setParameter("cores", sign * share.cores())
                .setParameter("ram", sign * share.ram())
                .executeUpdate();
    }

    /// What one of the counted resources is called, and how much of it a share has.
    private record Counted(QuotaResource resource, ToLongFunction<Share> amount) {}

    private static final List<Counted> COUNTED = List.of(
            new Counted(QuotaResource.INSTANCES, Share::instances),
            new Counted(QuotaResource.CORES, Share::cores),
            new Counted(QuotaResource.RAM, Share::ram));

    private static List<Counted> over(Share wanted, Share used, Map<QuotaResource, Integer> limits) {
        var over = new ArrayList<Counted>();
        for (var counted : COUNTED) {
            var limit = limits.get(counted.resource());
            var total = counted.amount().applyAsLong(wanted) + counted.amount().applyAsLong(used);
            if (limit >= 0 && total > limit) {
                over.add(counted);
            }
        }
        return over;
    }

    private static String refusal(List<Counted> over, Share wanted, Share used, Map<QuotaResource, Integer> limits) {
        return "Quota exceeded for %s: Requested %s, but already used %s of %s %s"
                .formatted(
                        join(over, counted -> counted.resource().apiName()),
                        join(over, counted -> counted.amount().applyAsLong(wanted)),
                        join(over, counted -> counted.amount().applyAsLong(used)),
                        join(over, counted -> limits.get(counted.resource())),
                        join(over, counted -> counted.resource().apiName()));
    }

    private static String join(List<Counted> over, Function<Counted, Object> text) {
        return over.stream().map(text).map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static Share share(Object[] row) {
        return new Share(((Number) row[0]).longValue(), ((Number) row[1]).longValue(), ((Number) row[2]).longValue());
    }
}
