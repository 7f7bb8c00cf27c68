package io.virga.identity.limit;

import io.quarkus.runtime.StartupEvent;
import io.virga.identity.IdentityConfig;
import io.virga.identity.IdentityConfig.LimitModel;
import io.virga.identity.project.Projects;
import io.virga.model.CloudException.Forbidden;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;

/// Holds a limit against those above and below it, where the model asks for it: under `strict_two_level` no project
/// may have more than its domain.
@ApplicationScoped
class Hierarchy {

    private static final int UNLIMITED = -1;

    private final Limits limits;
    private final Projects projects;
    private final LimitModel model;

    Hierarchy(Limits limits, Projects projects, IdentityConfig config) {
        this.limits = limits;
        this.projects = projects;
        this.model = config.limitModel();
    }

    /// The service does not start with projects that the model has no place for.
    @Transactional
    void requirePlace(@Observes StartupEvent start) {
        if (model == LimitModel.STRICT_TWO_LEVEL && limits.projectsAreNested()) {
            throw new IllegalStateException(
                    "There are projects below others: identity.limit-model=strict-two-level has no place for them. Use flat, or delete them.");
        }
    }

    LimitModel model() {
        return model;
    }

    /// Throws `Forbidden` when the limit does not fit to those that are stored.
    void check(Limit limit) {
        if (model == LimitModel.STRICT_TWO_LEVEL && !fits(limit)) {
            var ofDomain = limit.holder().projectId() == null;
            throw new Forbidden(
                    "Invalid resource limit: The resource limit (%s: %s, resource_name: %s, resource_limit: %d) doesn't satisfy current hierarchy model."
                            .formatted(
                                    ofDomain ? "domain_id" : "project_id",
                                    ofDomain
                                            ? limit.holder().domainId()
                                            : limit.holder().projectId(),
                                    limit.registered().resource(),
                                    limit.ceiling()));
        }
    }

    private boolean fits(Limit limit) {
        var holder = limit.holder();
        if (holder.projectId() != null) {
            var domain = projects.get(holder.projectId()).domainId();
            return covers(ofDomain(domain, limit.registered()), limit.ceiling());
        }
        return limits.below(holder.domainId(), limit.registered()).stream()
                .allMatch(below -> covers(limit.ceiling(), below.ceiling()));
    }

    private int ofDomain(String domainId, RegisteredLimit registered) {
        return limits.of(Holder.domain(domainId), registered)
                .map(Limit::ceiling)
                .orElse(registered.ceiling());
    }

    private static boolean covers(int above, int below) {
        return above == UNLIMITED || (below != UNLIMITED && below <= above);
    }
}
