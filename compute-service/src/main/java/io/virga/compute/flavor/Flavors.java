package io.virga.compute.flavor;

import io.virga.model.Caller;
import io.virga.model.CloudException.Conflict;
import io.virga.model.CloudException.NotFound;
import io.virga.model.ProjectId;
import io.virga.web.sql.Column;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/// The flavors that exist. One that is not public is there for admins and for the projects that have access to it.
@ApplicationScoped
public class Flavors {

    private final Session session;

    Flavors(Session session) {
        this.session = session;
    }

    public Optional<Flavor> find(Caller caller, String id) {
        return Optional.ofNullable(session.find(Flavor.class, id)).filter(flavor -> isVisible(caller, flavor));
    }

    public Flavor get(Caller caller, String id) {
        return find(caller, id).orElseThrow(() -> new NotFound("Flavor", id));
    }

    private boolean isVisible(Caller caller, Flavor flavor) {
        return flavor.isPublic()
                || caller.readsAll()
                || caller.projectScope()
                        .filter(project -> access(flavor.id()).contains(project))
                        .isPresent();
    }

    List<Flavor> list(Caller caller) {
        return session.createQuery("from Flavor order by id", Flavor.class).list().stream()
                .filter(flavor -> isVisible(caller, flavor))
                .toList();
    }

    void add(Flavor flavor) {
        if (session.find(Flavor.class, flavor.id()) != null) {
            throw new Conflict("Flavor with ID %s already exists.".formatted(flavor.id()));
        }
        var sameName = session.createQuery("select count(*) from Flavor where name = :name", Long.class)
                .setParameter("name", flavor.name())
                .getSingleResult();
        if (sameName > 0) {
            throw new Conflict("Flavor with name %s already exists.".formatted(flavor.name()));
        }
        session.persist(flavor);
    }

    void remove(Flavor flavor) {
        session.remove(flavor);
    }

    List<ProjectId> access(String flavor) {
        return Column.of(
                        session,
                        "select project_id from flavor_access where flavor_id = :flavor order by project_id",
                        String.class)
                .setParameter("flavor", flavor)
                .list()
                .stream()
                .map(ProjectId::new)
                .toList();
    }

    void grant(String flavor, ProjectId project) {
        var added = session.createNativeMutationQuery("""
                        insert into flavor_access (flavor_id, project_id) values (:flavor, :project)
                        on conflict do nothing
                        """)
                .setParameter("flavor", flavor)
                .setParameter("project", project.value())
                .executeUpdate();
        if (added == 0) {
            throw new Conflict("Flavor access already exists for flavor %s and project %s combination."
                    .formatted(flavor, project));
        }
    }

    void revoke(String flavor, ProjectId project) {
        var removed = session.createNativeMutationQuery(
                        "delete from flavor_access where flavor_id = :flavor and project_id = :project")
                .setParameter("flavor", flavor)
                .setParameter("project", project.value())
                .executeUpdate();
        if (removed == 0) {
            throw new NotFound("Flavor access for", flavor + " / " + project);
        }
    }
}
