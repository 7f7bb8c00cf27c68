package io.virga.identity.limit;

import io.virga.identity.IdentityConfig.LimitModel;
import io.virga.identity.Ids;
import io.virga.identity.catalog.Catalog;
import io.virga.identity.domain.Domains;
import io.virga.identity.project.Projects;
import io.virga.model.CloudException.Conflict;
import io.virga.model.CloudException.Forbidden;
import io.virga.model.CloudException.Invalid;
import io.virga.web.CurrentRule;
import io.virga.web.Target;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/// Limits of single projects and domains come, change and go.
@ApplicationScoped
public class LimitService {

    private final Limits limits;
    private final RegisteredLimits registered;
    private final Hierarchy hierarchy;
    private final Catalog catalog;
    private final Projects projects;
    private final Domains domains;

    LimitService(
            Limits limits,
            RegisteredLimits registered,
            Hierarchy hierarchy,
            Catalog catalog,
            Projects projects,
            Domains domains) {
        this.limits = limits;
        this.registered = registered;
        this.hierarchy = hierarchy;
        this.catalog = catalog;
        this.projects = projects;
        this.domains = domains;
    }

    LimitModel model() {
        return hierarchy.model();
    }

    /// Those who may not see every limit are not told which ones there are.
    @Transactional
    Limit get(String id, CurrentRule rule) {
        var limit = limits.find(id);
        rule.require(limit.map(Limit::holder).map(this::target).orElse(Target.cloud()));
        return limits.get(id);
    }

    private Target target(Holder holder) {
        return holder.projectId() == null
                ? Target.domain(holder.domainId())
                : Target.project(
                        holder.projectId(), projects.get(holder.projectId()).domainId());
    }

    @Transactional
    List<Limit> list(LimitFilter filter, Reach reach) {
        return limits.list(filter, reach);
    }

    /// All of them or none. They are held against each other too: one request may set a domain's and its projects'.
    @Transactional
    List<Limit> create(List<LimitDraft> drafts) {
        var made = drafts.stream().map(this::create).toList();
        made.forEach(hierarchy::check);
        return made;
    }

    private Limit create(LimitDraft draft) {
        RegisteredLimitService.requireInCatalog(catalog, draft.resource(), "limit");
        var holder = holder(draft);
        var base = registered
                .find(draft.resource())
                .orElseThrow(
                        () -> new Forbidden("Unable to create a limit that has no corresponding registered limit."));
        if (limits.of(holder, base).isPresent()) {
            throw new Conflict("Conflict occurred attempting to store limit - Duplicate entry.");
        }
        var limit = new Limit(Ids.random(), base, holder);
        limit.allow(draft.ceiling());
        draft.description().ifPresent(limit::describe);
        limits.add(limit);
        return limit;
    }

    // A domain is a project too, for older clients: a limit of such a project is the domain's.
    private Holder holder(LimitDraft draft) {
        var project = draft.projectId().flatMap(projects::find);
        if (project.isPresent()) {
            return Holder.project(project.get().id());
        }
        var id = draft.domainId().or(draft::projectId).orElseThrow();
        if (domains.find(id).isEmpty()) {
            throw new Invalid("Expecting to find %s in limit: there is none with this id."
                    .formatted(draft.domainId().isPresent() ? "domain_id" : "project_id"));
        }
        return Holder.domain(id);
    }

    @Transactional
    Limit update(String id, LimitDraft.Change change) {
        var limit = limits.get(id);
        change.ceiling().ifPresent(limit::allow);
        change.description().ifPresent(limit::describe);
        hierarchy.check(limit);
        return limit;
    }

    @Transactional
    void delete(String id) {
        limits.remove(limits.get(id));
    }
}
