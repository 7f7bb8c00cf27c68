package io.virga.identity.project;

import io.virga.identity.Extra;
import io.virga.identity.Ids;
import io.virga.identity.Options;
import io.virga.identity.domain.Domain;
import io.virga.identity.domain.DomainClosed;
import io.virga.identity.domain.Domains;
import io.virga.identity.revocation.RevocationService;
import io.virga.model.Caller;
import io.virga.model.CloudException.Conflict;
import io.virga.model.CloudException.Forbidden;
import io.virga.model.CloudException.Invalid;
import io.virga.model.CloudException.NotFound;
import io.virga.web.CurrentRule;
import io.virga.web.Target;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Projects come, change, close and go. Disabling or deleting one ends the tokens that work in it.
///
/// An enabled project has only enabled ones above it: Keystone's rules keep that, and each change locks the project
/// that it hangs on, so that two at once keep it too.
@ApplicationScoped
public class ProjectService {

    /// Keystone's `max_project_tree_depth`: projects above each other, the domain not counted.
    private static final int DEEPEST = 5;

    private final Projects projects;
    private final Domains domains;
    private final CallerDomain callerDomain;
    private final RevocationService revocations;
    private final CurrentRule rule;
    private final Event<ProjectGone> gone;

    ProjectService(
            Projects projects,
            Domains domains,
            CallerDomain callerDomain,
            RevocationService revocations,
            CurrentRule rule,
            Event<ProjectGone> gone) {
        this.projects = projects;
        this.domains = domains;
        this.callerDomain = callerDomain;
        this.revocations = revocations;
        this.rule = rule;
        this.gone = gone;
    }

    /// Whether a project out of the caller's reach exists is not told.
    @Transactional
    Project get(String id) {
        var found = projects.find(id);
        rule.require(
                found.map(project -> Target.project(id, project.domainId())).orElseGet(Target::cloud));
        return found.orElseThrow(() -> new NotFound("project", id));
    }

    @Transactional
    List<Project> list(ProjectFilter filter) {
        return projects.list(filter);
    }

    @Transactional
    Project create(Caller caller, ProjectDraft draft) {
        var parent = draft.parentId().flatMap(projects::find);
        var domainId = draft.domainId()
                .or(() -> parent.map(Project::domainId))
                .or(() -> draft.parentId())
                .orElseGet(() -> callerDomain.of(caller));
        var domain = domains.find(domainId);
        rule.require(domain.map(found -> Target.domain(found.id())).orElseGet(Target::cloud));
        if (domain.isEmpty()) {
            throw new Invalid("project.domain_id: no such domain: " + domainId);
        }
        requirePlace(draft, parent, domain.get());
        var name = draft.name().orElseThrow();
        refuseTaken(domainId, name);
        var project =
                new Project(Ids.random(), domainId, name, draft.description().orElse(""));
        parent.ifPresent(project::putUnder);
        project.enable(draft.enabled().orElse(true));
        draft.tags().ifPresent(project::tag);
        project.choose(draft.options().appliedTo(project.options()));
        project.extend(draft.extra());
        projects.add(project);
        return project;
    }

    // Keystone's conditions on where a project may hang.
    private void requirePlace(ProjectDraft draft, Optional<Project> parent, Domain domain) {
        var here = parent.filter(above -> above.domainId().equals(domain.id()));
        if (here.isEmpty()
                && draft.parentId().filter(id -> !id.equals(domain.id())).isPresent()) {
            throw new Invalid("project.parent_id: no such project in the domain: "
                    + draft.parentId().get());
        }
        parent.ifPresent(projects::share);
        if (!domain.enabled() || parent.filter(this::isClosed).isPresent()) {
            throw new Invalid("Cannot create a project in a branch containing a disabled project.");
        }
        if (parent.filter(above -> projects.ancestorsOf(above).size() + 1 >= DEEPEST)
                .isPresent()) {
            throw new Forbidden("Max hierarchy depth reached for %s branch."
                    .formatted(parent.get().id()));
        }
    }

    @Transactional
    Project update(String id, ProjectDraft draft) {
        var project = projects.lock(get(id));
        draft.options().requireChangeable("project", id, project.options());
        if (draft.domainId()
                .filter(domain -> !domain.equals(project.domainId()))
                .isPresent()) {
            throw new Invalid("project.domain_id: a project cannot move to another domain.");
        }
        var parent = project.parentId().orElse(project.domainId());
        if (draft.parentId().filter(wanted -> !wanted.equals(parent)).isPresent()) {
            throw new Forbidden("project.parent_id: a project cannot move to another parent.");
        }
        draft.name().filter(name -> !name.equals(project.name())).ifPresent(name -> {
            refuseTaken(project.domainId(), name);
            project.rename(name);
        });
        draft.description().ifPresent(project::describe);
        draft.enabled().ifPresent(enabled -> open(project, enabled));
        draft.tags().ifPresent(project::tag);
        project.choose(draft.options().appliedTo(project.options()));
        project.extend(Extra.merged(project.extra(), draft.extra()));
        return project;
    }

    @Transactional
    void delete(String id) {
        var project = projects.lock(get(id));
        Options.requireMutable("delete", "project", id, project.options());
        if (!projects.subtreeOf(id).isEmpty()) {
            throw new Forbidden("Cannot delete the project %s since it is not a leaf in the hierarchy.".formatted(id));
        }
        revocations.tokensOfProject(id);
        gone.fire(new ProjectGone(id));
        projects.remove(project);
    }

    @Transactional
    List<String> retag(String id, UnaryOperator<List<String>> change) {
        var project = projects.lock(get(id));
        Options.requireMutable("update", "project", id, project.options());
        project.tag(change.apply(project.tags()));
        return project.tags();
    }

    @Transactional
    void closeAll(@Observes DomainClosed domain) {
        for (var project : projects.inDomain(domain.id())) {
            if (domain.forGood()) {
                Options.requireMutable("delete", "project", project.id(), project.options());
                gone.fire(new ProjectGone(project.id()));
            }
            revocations.tokensOfProject(project.id());
        }
    }

    private void open(Project project, boolean enabled) {
        if (project.enabled() && !enabled) {
            if (projects.subtreeOf(project.id()).stream().anyMatch(Project::enabled)) {
                throw new Forbidden("Cannot disable project %s since its subtree contains enabled projects."
                        .formatted(project.id()));
            }
            revocations.tokensOfProject(project.id());
        }
        if (!project.enabled() && enabled) {
            var parent = project.parentId().flatMap(projects::find);
            parent.ifPresent(projects::share);
            if (parent.filter(this::isClosed).isPresent()
                    || !domains.get(project.domainId()).enabled()) {
                throw new Forbidden("Cannot enable project %s since it has disabled parents.".formatted(project.id()));
            }
        }
        project.enable(enabled);
    }

    private boolean isClosed(Project project) {
        return !projects.isUsable(project);
    }

    private void refuseTaken(String domainId, String name) {
        if (projects.named(domainId, name).isPresent()) {
            throw new Conflict(
                    "Conflict occurred attempting to store project - Duplicate entry found with name %s at domain ID %s."
                            .formatted(name, domainId));
        }
    }
}
