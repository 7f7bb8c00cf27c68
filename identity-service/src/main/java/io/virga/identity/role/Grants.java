package io.virga.identity.role;

import io.virga.identity.Ids;
import io.virga.identity.Where;
import io.virga.identity.role.Actor.OfGroup;
import io.virga.identity.role.Actor.OfUser;
import io.virga.identity.role.Target.OnDomain;
import io.virga.identity.role.Target.OnProject;
import io.virga.identity.role.Target.OnSystem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/// Who has which role where.
@ApplicationScoped
public class Grants {

    private final Session session;

    Grants(Session session) {
        this.session = session;
    }

    public void grant(Actor actor, Target target, String roleId) {
        if (find(actor, target, roleId).isEmpty()) {
            session.persist(new Grant(actor, target, roleId));
        }
    }

    Optional<Grant> find(Actor actor, Target target, String roleId) {
        return list(Optional.of(actor), Optional.of(target), Optional.of(roleId)).stream()
                .findFirst();
    }

    List<Grant> list(Optional<Actor> actor, Optional<Target> target, Optional<String> roleId) {
        var where = new Where().equal("roleId", roleId);
        actor.ifPresent(who -> {
            switch (who) {
                case OfUser(var user) -> where.equal("userId", Optional.of(user));
                case OfGroup(var group) -> where.equal("groupId", Optional.of(group));
            }
        });
        target.ifPresent(what -> {
            switch (what) {
                case OnProject(var project) -> where.equal("projectId", Optional.of(project));
                case OnDomain(var domain) -> where.equal("domainId", Optional.of(domain));
                case OnSystem() -> where.equal("onSystem", Optional.of(true));
            }
        });
        return where.list(session, Grant.class, "id");
    }

    /// The user's own grants and those of the groups that the user is in.
    List<Grant> ofUser(String userId) {
        if (!Ids.plausible(userId)) {
            return List.of();
        }
        return session.createQuery("""
                        from RoleGrant
                        where userId = :user
                           or groupId in (select m.key.groupId from Membership m where m.key.userId = :user)
                        order by id
                        """, Grant.class)
                .setParameter("user", userId)
                .list();
    }

    void remove(Grant grant) {
        session.remove(grant);
    }
}
