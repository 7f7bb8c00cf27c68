package io.virga.identity.group;

import io.virga.identity.Ids;
import io.virga.identity.Page;
import io.virga.identity.TextFilter;
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
        return new Where()
                        .equal("domainId", Optional.of(domainId))
                        .equal("name", Optional.of(name))
                        .list(session, Group.class, "id")
                        .stream()
                        .findFirst();
    }

    public List<Group> ofUser(String userId) {
        return ofUser(userId, Optional.empty(), List.of());
    }

    List<Group> ofUser(String userId, Optional<String> domainId, List<TextFilter> names) {
        return new Where()
                .holds("id in (select m.key.groupId from Membership m where m.key.userId = %s)", userId)
                .equal("domainId", domainId)
                .matching("name", names)
                .list(session, Group.class, "name, id");
    }

    public List<User> members(String groupId) {
        return members(groupId, new Where(), Page.WHOLE);
    }

    /// Those members who meet the conditions in `where`.
    List<User> members(String groupId, Where where, Page page) {
        return where.holds("id in (select m.key.userId from Membership m where m.key.groupId = %s)", groupId)
                .list(session, User.class, "name, id", page);
    }

    boolean has(String groupId, String userId) {
        return session.find(Membership.class, new Key(groupId, userId)) != null;
    }

    public void join(String groupId, String userId) {
        if (!has(groupId, userId)) {
            session.persist(new Membership(groupId, userId));
        }
    }

    public void leave(String groupId, String userId) {
        session.remove(session.find(Membership.class, new Key(groupId, userId)));
    }

    public void add(Group group) {
        session.persist(group);
    }

    List<Group> list(GroupFilter filter) {
        return new Where()
                .equal("domainId", filter.onlyDomain())
                .matching("name", filter.names())
                .matching("domainId", filter.domainIds())
                .list(session, Group.class, "name, id", filter.page());
    }

    void remove(Group group) {
        session.remove(group);
        session.flush();
    }
}
