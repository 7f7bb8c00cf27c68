package io.virga.identity.role;

import io.virga.identity.user.Privileges;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.hibernate.Session;

/// Tells whose grants reach beyond one domain: anything on the system, and roles that lead to `admin` or `service` in a
/// project, which make administrators and services of the whole cloud.
@ApplicationScoped
class RolePrivileges implements Privileges {

    private static final String POWERFUL = """
            with recursive powerful(role_id) as (
                select id from roles where domain_id is null and name in ('admin', 'service')
                union
                select i.prior_role_id from implied_roles i join powerful p on i.implied_role_id = p.role_id
            )
            select count(*) from grants
            where (on_system or ((project_id is not null or inherited) and role_id in (select role_id from powerful)))
              and (%s)
            """;

    private static final String OF_USER =
            POWERFUL.formatted("user_id = :id or group_id in (select group_id from memberships where user_id = :id)");

    private static final String OF_GROUP = POWERFUL.formatted("group_id = :id");

    private final Session session;

    RolePrivileges(Session session) {
        this.session = session;
    }

    @Override
    @Transactional
    public boolean reachBeyondDomain(String userId) {
        return any(OF_USER, userId);
    }

    @Override
    @Transactional
    public boolean ofGroupReachBeyondDomain(String groupId) {
        return any(OF_GROUP, groupId);
    }

    private boolean any(String sql, String id) {
        return session.createNativeQuery(sql, Long.class).setParameter("id", id).getSingleResult() > 0;
    }
}
