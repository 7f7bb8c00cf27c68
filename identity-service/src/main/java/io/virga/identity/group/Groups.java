package io.virga.identity.group;

import io.virga.identity.Ids;
import io.virga.identity.Where;
import io.virga.identity.group.Membership.Key;
import io.virga.identity.user.User;
import io.virga.model.CloudException.NotFound;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/// The groups that exist, and who is in them.
@ApplicationScoped
public class Groups {

    private final Session session;

    Groups(Session session) {
        this.session = session;
    }

    public Group get(String id) {
        return find(id).orElseThrow(() -> new NotFound("group", id));
    }

    public Optional<Group> find(String id) {
        return Ids.plausible(id) ? Optional.ofNullable(session.find(Group.class, id)) : Optional.empty();
    }

    public Optional<Group> named(String domainId, String name) {
        return list(Optional.of(name), Optional.of(domainId)).stream().findFirst();
    }

    public List<Group> ofUser(String userId) {
        return session.createQuery("""
                        from UserGroup g
                        where g.id in (select m.key.groupId from Membership m where m.key.userId = :user)
                        order by g.name, g.id
                        """, Group.class)
                .setParameter("user", userId)
                .list();
    }

    public List<User> members(String groupId) {
        return session.createQuery("""
                        from User u
                        where u.id in (select m.key.userId from Membership m where m.key.groupId = :group)
                        order by u.name, u.id
                        """, User.class)
                .setParameter("group", groupId)
                .list();
    }

    boolean has(String groupId, String userId) {
        return session.find(Membership.class, new Key(groupId, userId)) != null;
    }

    void join(String groupId, String userId) {
        if (!has(groupId, userId)) {
            session.persist(new Membership(groupId, userId));
        }
    }

    void leave(String groupId, String userId) {
        session.remove(session.find(Membership.class, new Key(groupId, userId)));
    }

    void add(Group group) {
        session.persist(group);
    }

    List<Group> list(Optional<String> name, Optional<String> domainId) {
        return new Where().equal("name", name).equal("domainId", domainId).list(session, Group.class, "name, id");
    }

    void remove(Group group) {
        session.remove(group);
        session.flush();
    }
}
