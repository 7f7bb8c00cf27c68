package io.virga.identity.role;

import io.virga.identity.role.Target.OnDomain;
import io.virga.identity.role.Target.OnProject;
import io.virga.identity.role.Target.OnSystem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.query.CommonQueryContract;

/// Who was given which role where.
@ApplicationScoped
public class Grants {

    private final Session session;

    Grants(Session session) {
        this.session = session;
    }

    /// On the target itself.
    public void grant(Actor actor, Target target, String roleId) {
        grant(Holding.on(actor, target), roleId);
    }

    /// Giving a role twice is the same as giving it once, also at the same time.
    void grant(Holding holding, String roleId) {
        var user = holding.actor() instanceof Actor.OfUser(var id) ? id : null;
        var group = holding.actor() instanceof Actor.OfGroup(var id) ? id : null;
        var project = holding.target() instanceof OnProject(var id) ? id : null;
        var domain = holding.target() instanceof OnDomain(var id) ? id : null;
        session.createNativeMutationQuery("""
                        insert into grants (role_id, user_id, group_id, project_id, domain_id, on_system, inherited)
                        values (:role, :user, :group, :project, :domain, :system, :inherited)
                        on conflict (holder, place, role_id) do nothing
                        """)
                .setParameter("role", roleId)
                .setParameter("user", user, String.class)
                .setParameter("group", group, String.class)
                .setParameter("project", project, String.class)
                .setParameter("domain", domain, String.class)
                .setParameter("system", holding.target() instanceof OnSystem)
                .setParameter("inherited", holding.inherited())
                .executeUpdate();
    }

    /// False when there was no such grant.
    boolean revoke(Holding holding, String roleId) {
        var query = session.createNativeMutationQuery(
                "delete from grants where holder = :holder and place = :place and role_id = :role");
        return bind(query, holding).setParameter("role", roleId).executeUpdate() > 0;
    }

    boolean has(Holding holding, String roleId) {
        return roles(holding).stream().anyMatch(role -> role.id().equals(roleId));
    }

    List<Role> roles(Holding holding) {
        var query = session.createNativeQuery("""
                select r.* from roles r join grants g on g.role_id = r.id
                where g.holder = :holder and g.place = :place
                order by r.name, r.id
                """, Role.class);
        return bind(query, holding).list();
    }

    private static <Q extends CommonQueryContract> Q bind(Q query, Holding holding) {
        query.setParameter("holder", holding.holder());
        query.setParameter("place", holding.place());
        return query;
    }
}
