package io.virga.identity.role;

import io.virga.identity.user.Privileges;
import io.virga.web.sql.Column;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.hibernate.Session;

/// Tells whose grants reach beyond what the personas of one domain give: anything on the system or in another one,
/// and roles that lead to `admin` or `service`, which are given by administrators of the cloud only.
@ApplicationScoped
class RolePrivileges implements Privileges {

    private static final String POWERFUL = """
            with recursive powerful(role_id) as (
                select id from roles where domain_id is null and name in ('admin', 'service')
                union
                select i.prior_role_id from implied_roles i join powerful p on i.implied_role_id = p.role_id
            )
            select count(*) from grants
            where (%s) and (
                on_system
                or role_id in (select role_id from powerful)
                or coalesce(domain_id, (select domain_id from projects where id = project_id)) <> (
                    select domain_id from %s where id = :id))
            """;

    private static final String OF_USER = POWERFUL.formatted(
            "user_id = :id or group_id in (select group_id from memberships where user_id = :id)", "users");

    private static final String OF_GROUP = POWERFUL.formatted("group_id = :id", "groups");

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
        return Column.of(session, sql, Long.class).setParameter("id", id).getSingleResult() > 0;
    }
}
