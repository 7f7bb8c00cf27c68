package io.virga.network.quota;

import io.virga.model.CloudException.NotFound;
import io.virga.model.CloudException.QuotaExceeded;
import io.virga.network.NetworkConfig;
import io.virga.web.Fields;
import io.virga.web.limit.UnifiedLimits;
import io.virga.web.sql.Column;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hibernate.Session;

/// How much of each resource a project may have, and the refusal of more.
@ApplicationScoped
public class QuotaService {

    private static final long UNLIMITED = -1;

    private static final Map<String, Long> BUILT_IN = Map.of(
            "network", 100L,
            "subnet", 100L,
            "subnetpool", UNLIMITED,
            "port", 500L,
            "router", 10L,
            "floatingip", 50L,
            "security_group", 100L,
            "security_group_rule", 1000L);

    private static final Map<String, String> ENTITIES = Map.of(
            "network", "Network",
            "subnet", "Subnet",
            "subnetpool", "SubnetPool",
            "port", "Port",
            "router", "Router",
            "floatingip", "FloatingIp",
            "security_group", "SecurityGroup",
            "security_group_rule", "SecurityGroupRule");

    private static final String SERVICE_TYPE = "network";

    private final Session session;
    private final NetworkConfig config;
    private final UnifiedLimits unified;

    QuotaService(Session session, NetworkConfig config, UnifiedLimits unified) {
        this.session = session;
        this.config = config;
        this.unified = unified;
    }

    /// Called before `adding` things are stored, inside of the same transaction. Requests of one project for one kind
    /// of
    /// resource queue up here, so that two of them cannot both take the last place (SEC-53).
    public void reserve(String project, String resource, int adding) {
        var fallback = fallback(project).get(resource); // may ask the identity service, and so comes before the lock
        Column.of(session, "select pg_advisory_xact_lock(hashtext(:key))", Object.class)
                .setParameter("key", project + "/" + resource)
                .getSingleResult();
        long ceiling = set(project).getOrDefault(resource, fallback);
        if (ceiling != UNLIMITED && used(project, resource) + adding > ceiling) {
            throw new QuotaExceeded("Quota exceeded for resources: ['%s'].".formatted(resource));
        }
    }

    @Transactional
    public Map<String, Object> limits(String project) {
        var fallback = fallback(project);
        var set = set(project);
        var limits = new LinkedHashMap<String, Object>();
        fallback.forEach((resource, ceiling) -> limits.put(resource, set.getOrDefault(resource, ceiling)));
        return limits;
    }

    /// What projects get for which nothing was set: the registered limits, or the configured ones, or the built-in
    /// ones.
    public Map<String, Long> defaults() {
        return over(unified.defaults(SERVICE_TYPE));
    }

    // What the project gets for which nothing was set here: its unified limits before the defaults.
    private Map<String, Long> fallback(String project) {
        return over(unified.of(SERVICE_TYPE, project));
    }

    private Map<String, Long> over(Map<String, Long> unifiedLimits) {
        var limits = new TreeMap<String, Long>();
        BUILT_IN.forEach((resource, builtIn) -> limits.put(
                resource, unifiedLimits.getOrDefault(resource, config.quota().getOrDefault(resource, builtIn))));
        return limits;
    }

    @Transactional
    public Map<String, Object> details(String project) {
        var details = new LinkedHashMap<String, Object>();
        limits(project)
                .forEach((resource, ceiling) -> details.put(
                        resource, Map.of("limit", ceiling, "used", used(project, resource), "reserved", 0)));
        return details;
    }

    @Transactional
    public Map<String, Object> update(String project, Fields body) {
        for (var resource : BUILT_IN.keySet()) {
            body.optionalInteger(resource, UNLIMITED, Integer.MAX_VALUE)
                    .ifPresent(ceiling -> store(project, resource, ceiling));
        }
        body.has("tenant_id");
        body.has("project_id");
        body.refuseOthers();
        session.flush();
        return limits(project);
    }

    private void store(String project, String resource, long ceiling) {
        var found = session.find(QuotaLimit.class, new QuotaLimit.Key(project, resource));
        if (found == null) {
            session.persist(new QuotaLimit(project, resource, ceiling));
        } else {
            found.raiseTo(ceiling);
        }
    }

    /// Back to the defaults.
    @Transactional
    public void reset(String project) {
        if (set(project).isEmpty()) {
            throw new NotFound("TenantQuota", project);
        }
        session.createMutationQuery("delete from QuotaLimit where projectId = :project")
                .setParameter("project", project)
                .executeUpdate();
    }

    /// The projects for which a limit was set.
    @Transactional
    public List<String> projects() {
        return session.createSelectionQuery(
                        "select distinct projectId from QuotaLimit order by projectId", String.class)
                .list();
    }

    private Map<String, Long> set(String project) {
        return session
                .createSelectionQuery("from QuotaLimit where projectId = :project", QuotaLimit.class)
                .setParameter("project", project)
                .list()
                .stream()
                .collect(Collectors.toMap(QuotaLimit::resource, QuotaLimit::ceiling));
    }

    private long used(String project, String resource) {
        return session.createSelectionQuery(
                        "select count(*) from %s where projectId = :project".formatted(ENTITIES.get(resource)),
                        Long.class)
                .setParameter("project", project)
                .getSingleResult();
    }
}
