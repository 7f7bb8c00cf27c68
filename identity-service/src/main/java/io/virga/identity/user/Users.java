package io.virga.identity.user;

import io.virga.identity.Ids;
import io.virga.identity.Where;
import io.virga.model.CloudException.NotFound;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/// The users that exist.
@ApplicationScoped
public class Users {

    private final Session session;

    Users(Session session) {
        this.session = session;
    }

    public void add(User user) {
        session.persist(user);
    }

    public User get(String id) {
        return find(id).orElseThrow(() -> new NotFound("user", id));
    }

    public Optional<User> find(String id) {
        return Ids.plausible(id) ? Optional.ofNullable(session.find(User.class, id)) : Optional.empty();
    }

    public Optional<User> named(String domainId, String name) {
        return new Where()
                        .equal("domainId", Optional.of(domainId))
                        .equal("name", Optional.of(name))
                        .list(session, User.class, "id")
                        .stream()
                        .findFirst();
    }

    List<User> list(UserFilter filter) {
        return filter.where().list(session, User.class, "name, id", filter.page());
    }

    List<User> inDomain(String domainId) {
        return new Where().equal("domainId", Optional.of(domainId)).list(session, User.class, "id");
    }

    void forgetDefaultProject(String projectId) {
        session.createMutationQuery("update User set defaultProjectId = null where defaultProjectId = :project")
                .setParameter("project", projectId)
                .executeUpdate();
    }

    void remove(User user) {
        session.remove(user);
        session.flush();
    }
}
