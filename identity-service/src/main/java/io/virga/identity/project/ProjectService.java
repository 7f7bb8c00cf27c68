package io.virga.identity.project;

import io.virga.identity.Extra;
import io.virga.identity.Ids;
import io.virga.identity.domain.DomainClosed;
import io.virga.identity.domain.Domains;
import io.virga.identity.revocation.RevocationService;
import io.virga.model.Caller;
import io.virga.model.CloudException.Conflict;
import io.virga.model.CloudException.Forbidden;
import io.virga.model.CloudException.Invalid;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.function.UnaryOperator;

/// Projects come, change, close and go. Disabling or deleting one ends the tokens that work in it.
@ApplicationScoped
public class ProjectService {

    private final Projects projects;
    private final Domains domains;
    private final CallerDomain callerDomain;
    private final RevocationService revocations;

    ProjectService(Projects projects, Domains domains, CallerDomain callerDomain, RevocationService revocations) {
        this.projects = projects;
        this.domains = domains;
        this.callerDomain = callerDomain;
        this.revocations = revocations;
    }

    /// For those who are not admins, their own project only; whether another one exists is not told.
    @Transactional
    Project get(Caller caller, String id) {
        var own = caller.projectScope()
                .filter(project -> project.value().equals(id))
                .isPresent();
        if (!own && !caller.isAdmin()) {
            throw new Forbidden("You are not authorized to perform the requested action: identity:get_project.");
        }
        return projects.get(id);
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
        domains.find(domainId).orElseThrow(() -> new Invalid("project.domain_id: no such domain: " + domainId));
        if (draft.parentId().isPresent()
                && parent.isEmpty()
                && !draft.parentId().get().equals(domainId)) {
            throw new Invalid(
                    "project.parent_id: no such project: " + draft.parentId().get());
        }
        if (parent.filter(above -> !above.domainId().equals(domainId)).isPresent()) {
            throw new Invalid("project.parent_id: the parent is in another domain.");
        }
        var name = draft.name().orElseThrow();
        refuseTaken(domainId, name);
        var project =
                new Project(Ids.random(), domainId, name, draft.description().orElse(""));
        parent.ifPresent(project::putUnder);
        project.enable(draft.enabled().orElse(true));
        draft.tags().ifPresent(project::tag);
        project.extend(draft.extra());
        projects.add(project);
        return project;
    }

    @Transactional
    Project update(String id, ProjectDraft draft) {
        var project = projects.get(id);
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
        project.extend(Extra.merged(project.extra(), draft.extra()));
        return project;
    }

    @Transactional
    void delete(String id) {
        var project = projects.get(id);
        if (!projects.childrenOf(id).isEmpty()) {
            throw new Forbidden("Cannot delete the project %s since it is not a leaf in the hierarchy.".formatted(id));
        }
        revocations.tokensOfProject(id);
        projects.remove(project);
    }

    @Transactional
    List<String> retag(String id, UnaryOperator<List<String>> change) {
        var project = projects.get(id);
        project.tag(change.apply(project.tags()));
        return project.tags();
    }

    @Transactional
    void closeAll(@Observes DomainClosed domain) {
        projects.inDomain(domain.id()).forEach(project -> revocations.tokensOfProject(project.id()));
    }

    private void open(Project project, boolean enabled) {
        if (project.enabled() && !enabled) {
            revocations.tokensOfProject(project.id());
        }
        project.enable(enabled);
    }

    private void refuseTaken(String domainId, String name) {
        if (projects.named(domainId, name).isPresent()) {
            throw new Conflict(
                    "Conflict occurred attempting to store project - Duplicate entry found with name %s at domain ID %s."
                            .formatted(name, domainId));
        }
    }
}
