package io.virga.compute.quota;

import io.virga.compute.quota.Quotas.Share;
import io.virga.model.CloudException.Invalid;
import io.virga.model.ProjectId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;

/// What may be asked of and done to quotas. Each method is one transaction.
@ApplicationScoped
@Transactional
public class QuotaService {

    private final Quotas quotas;

    QuotaService(Quotas quotas) {
        this.quotas = quotas;
    }

    public Map<QuotaResource, Integer> limits(ProjectId project) {
        return quotas.limits(project);
    }

    public Map<QuotaResource, Integer> defaults() {
        return quotas.defaults();
    }

    public Share usage(ProjectId project) {
        return quotas.usage(project);
    }

    /// Without `force` no limit may fall below what is in use.
    public Map<QuotaResource, Integer> update(ProjectId project, Map<QuotaResource, Integer> limits, boolean force) {
        var used = quotas.usage(project);
        limits.forEach((resource, limit) -> {
            if (!force && limit >= 0 && limit < inUse(resource, used)) {
                throw new Invalid("Quota limit %d for %s must be greater than or equal to already used and reserved %d."
                        .formatted(limit, resource.apiName(), inUse(resource, used)));
            }
            quotas.limit(project, resource, limit);
        });
        return quotas.limits(project);
    }

    public void reset(ProjectId project) {
        quotas.reset(project);
    }

    /// What the project has of it now; what is not counted here counts as nothing.
    static long inUse(QuotaResource resource, Share used) {
        return switch (resource) {
            case INSTANCES -> used.instances();
            case CORES -> used.cores();
            case RAM -> used.ram();
            case KEY_PAIRS,
                    METADATA_ITEMS,
                    SERVER_GROUPS,
                    SERVER_GROUP_MEMBERS,
                    INJECTED_FILES,
                    INJECTED_FILE_CONTENT_BYTES,
                    INJECTED_FILE_PATH_BYTES,
                    FIXED_IPS,
                    FLOATING_IPS,
                    SECURITY_GROUPS,
                    SECURITY_GROUP_RULES -> 0;
        };
    }
}
