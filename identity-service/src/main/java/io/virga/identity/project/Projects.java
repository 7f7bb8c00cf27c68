package io.virga.identity.project;

import io.virga.identity.Ids;
import io.virga.identity.Where;
import io.virga.model.CloudException.NotFound;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/// The projects that exist.
@ApplicationScoped
public class Projects {

    private final Session session;

    Projects(Session session) {
        this.session = session;
    }

    public void add(Project project) {
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

    public List<Project> inDomain(String domainId) {
        return new Where().equal("domainId", Optional.of(domainId)).list(session, Project.class, "name, id");
    }

    List<Project> childrenOf(String id) {
        return new Where().equal("parentId", Optional.of(id)).list(session, Project.class, "name, id");
    }

    List<Project> list(ProjectFilter filter) {
        var where = new Where()
                .equal("name", filter.name())
                .equal("domainId", filter.domainId())
                .equal("enabled", filter.enabled());
        filter.parentId().ifPresent(parent -> where.equal("coalesce(parentId, domainId)", Optional.of(parent)));
        return where.list(session, Project.class, "name, id").stream()
                .filter(filter::admitsTags)
                .toList();
    }

    void remove(Project project) {
        session.remove(project);
        session.flush();
    }
}
