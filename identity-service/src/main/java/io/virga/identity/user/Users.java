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
        return list(Optional.of(name), Optional.of(domainId), Optional.empty()).stream()
                .findFirst();
    }

    List<User> list(Optional<String> name, Optional<String> domainId, Optional<Boolean> enabled) {
        return new Where()
                .equal("name", name)
                .equal("domainId", domainId)
                .equal("enabled", enabled)
                .list(session, User.class, "name, id");
    }

    void remove(User user) {
        session.remove(user);
        session.flush();
    }
}
