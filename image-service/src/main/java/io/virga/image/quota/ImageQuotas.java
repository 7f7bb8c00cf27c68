package io.virga.image.quota;

import io.virga.image.ImageConfig;
import io.virga.model.CloudException.TooLarge;
import io.virga.model.ProjectId;
import io.virga.web.limit.UnifiedLimits;
import io.virga.web.sql.Column;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.hibernate.Session;

/// How much of everything a project may have: its limit in the identity service, the registered one, the configured
/// one, or the built-in one. -1 is no limit.
@ApplicationScoped
public class ImageQuotas {

    private static final String SERVICE_TYPE = "image";
    private static final long UNLIMITED = -1;

    private final Session session;
    private final ImageConfig config;
    private final UnifiedLimits unified;

    ImageQuotas(Session session, ImageConfig config, UnifiedLimits unified) {
        this.session = session;
        this.config = config;
        this.unified = unified;
    }

    /// In the units of the limits.
    public record Usage(long limit, long usage) {}

    @Transactional
    public Map<String, Usage> usage(ProjectId project) {
        var ceilings = ceilings(project);
        var usage = new TreeMap<String, Usage>();
        for (var resource : QuotaResource.values()) {
            var used = Math.ceilDiv(used(project, resource), resource.unit());
            usage.put(resource.word(), new Usage(ceilings.get(resource), used));
        }
        return usage;
    }

    /// Called before an image is stored, inside of the same transaction. Requests of one project queue up here, so
    /// that two of them cannot both take the last place (SEC-53). Throws `TooLarge` when there is none.
    @Transactional(Transactional.TxType.MANDATORY)
    public void reserveImage(ProjectId project) {
        require(project, QuotaResource.COUNT, 1, locked(project));
    }

    /// The same for data that is about to come, to the store or to the stage. Returns how many bytes of it there is
    /// room
    /// for.
    @Transactional(Transactional.TxType.MANDATORY)
    public long reserveUpload(ProjectId project, QuotaResource where) {
        var ceilings = locked(project);
        require(project, QuotaResource.UPLOADING, 1, ceilings);
        return room(project, where, ceilings);
    }

    /// How many bytes there is room for. Throws `TooLarge` when for none.
    @Transactional(Transactional.TxType.MANDATORY)
    public long room(ProjectId project, QuotaResource where) {
        return room(project, where, locked(project));
    }

    /// Called when all has come, in the transaction in which the bytes begin to count. Throws `TooLarge` when they do
    /// not fit.
    @Transactional(Transactional.TxType.MANDATORY)
    public void requireRoom(ProjectId project, QuotaResource where, long bytes) {
        require(project, where, bytes, locked(project));
    }

    private long room(ProjectId project, QuotaResource resource, Map<QuotaResource, Long> ceilings) {
        var ceiling = ceilings.get(resource);
        if (ceiling == UNLIMITED) {
            return Long.MAX_VALUE;
        }
        var room = ceiling * resource.unit() - used(project, resource);
        if (room <= 0) {
            throw over(resource, ceiling);
        }
        return room;
    }

    private void require(ProjectId project, QuotaResource resource, long adding, Map<QuotaResource, Long> ceilings) {
        var ceiling = ceilings.get(resource);
        if (ceiling != UNLIMITED && used(project, resource) + adding > ceiling * resource.unit()) {
            throw over(resource, ceiling);
        }
    }

    // Asking for the limits may take a while, and so comes before the lock.
    private Map<QuotaResource, Long> locked(ProjectId project) {
        var ceilings = ceilings(project);
        Column.of(session, "select 1 from pg_advisory_xact_lock(hashtext(:key))", Integer.class)
                .setParameter("key", project.value() + "/images")
                .getSingleResult();
        return ceilings;
    }

    private static TooLarge over(QuotaResource resource, long ceiling) {
        return new TooLarge("The project is over its limit for %s: %d.".formatted(resource.word(), ceiling));
    }

    private Map<QuotaResource, Long> ceilings(ProjectId project) {
        var limits = unified.of(SERVICE_TYPE, project.value());
        var ceilings = new EnumMap<QuotaResource, Long>(QuotaResource.class);
        for (var resource : QuotaResource.values()) {
            var word = resource.word();
            ceilings.put(resource, limits.getOrDefault(word, config.quota().getOrDefault(word, resource.usual())));
        }
        return ceilings;
    }

    private long used(ProjectId project, QuotaResource resource) {
        return Column.of(session, resource.usage(), Long.class)
                .setParameter("owner", project.value())
                .getSingleResult();
    }
}
