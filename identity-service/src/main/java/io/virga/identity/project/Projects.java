package io.virga.identity.project;

import io.virga.identity.IdentityConfig;
import io.virga.identity.IdentityConfig.LimitModel;
import io.virga.identity.Ids;
import io.virga.identity.Where;
import io.virga.identity.domain.Domain;
import io.virga.model.CloudException.Forbidden;
import io.virga.model.CloudException.NotFound;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityNotFoundException;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hibernate.Session;

/// The projects that exist.
@ApplicationScoped
public class Projects {

    private final Session session;
    private final LimitModel model;

    Projects(Session session, IdentityConfig config) {
        this.session = session;
        this.model = config.limitModel();
    }

    /// Throws `Forbidden` for a project below another where the model of limits has no place for it.
    public void add(Project project) {
        if (model == LimitModel.STRICT_TWO_LEVEL && project.parentId().isPresent()) {
            throw new Forbidden("Max hierarchy depth reached for %s branch."
                    .formatted(project.parentId().get()));
        }
        session.persist(project);
    }

    public Project get(String id) {
        return find(id).orElseThrow(() -> new NotFound("project", id));
    }

    public Optional<Project> find(String id) {
        return Ids.plausible(id) ? Optional.ofNullable(session.find(Project.class, id)) : Optional.empty();
    }

    public Optional<Project> named(String domainId, String name) {
        return new Where()
                        .equal("domainId", Optional.of(domainId))
                        .equal("name", Optional.of(name))
                        .list(session, Project.class, "id")
                        .stream()
                        .findFirst();
    }

    /// Reads the project again; nobody else changes it until this transaction ends.
    Project lock(Project project) {
        return refreshed(project, LockModeType.PESSIMISTIC_WRITE);
    }

    /// Reads the project again; nobody closes or deletes it until this transaction ends.
    Project share(Project project) {
        return refreshed(project, LockModeType.PESSIMISTIC_READ);
    }

    private Project refreshed(Project project, LockModeType mode) {
        try {
            session.refresh(project, mode);
            return project;
        } catch (EntityNotFoundException _) {
            throw new NotFound("project", project.id());
        }
    }

    /// Whether the project may be worked in: it, all those above it and its domain are enabled.
    public boolean isUsable(Project project) {
        return project.enabled()
                && ancestorsOf(project).stream().allMatch(Project::enabled)
                && session.find(Domain.class, project.domainId()).enabled();
    }

    public List<Project> inDomain(String domainId) {
        return new Where().equal("domainId", Optional.of(domainId)).list(session, Project.class, "name, id");
    }

    /// The projects above this one, the nearest first.
    public List<Project> ancestorsOf(Project project) {
        return Stream.iterate(above(project), Optional::isPresent, found -> found.flatMap(this::above))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Project> above(Project project) {
        return project.parentId().flatMap(this::find);
    }

    /// The projects below this one, at any depth, those near it first.
    public List<Project> subtreeOf(String id) {
        return session.createNativeQuery("""
                        with recursive below (id, depth) as (
                            select id, 1 from projects where parent_id = :id
                            union all
                            select p.id, b.depth + 1 from projects p join below b on p.parent_id = b.id)
                        select p.* from projects p join below b on p.id = b.id order by b.depth, p.name, p.id
                        """, Project.class)
                .setParameter("id", id)
                .list();
    }

    List<Project> list(ProjectFilter filter) {
        return new Where()
                .equal("domainId", filter.onlyDomain())
                .matching("name", filter.names())
                .matching("domainId", filter.domainIds())
                .matching("coalesce(parentId, domainId)", filter.parentIds())
                .equal("enabled", filter.enabled())
                .tagged(filter.tags())
                .list(session, Project.class, "name, id", filter.page());
    }

    void remove(Project project) {
        session.remove(project);
        session.flush();
    }
}
