package io.virga.identity.role;

import io.virga.identity.Ids;
import io.virga.identity.role.Target.OnDomain;
import io.virga.identity.role.Target.OnProject;
import io.virga.identity.role.Target.OnSystem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import org.hibernate.Session;

/// What users may do, everything considered: their own grants and those of their groups, given there or inherited from
/// the domain and the projects above, and the roles that these imply.
///
/// Each question is one statement on indexed columns: every log-in asks one.
@ApplicationScoped
public class Rights {

    /// Who counts as the user: `holders`, as the column `grants.holder` has it.
    static final String HOLDERS = """
            holders(holder) as (
                select 'u' || :user
                union all select 'g' || group_id from memberships where user_id = :user
                union all select 'g' || extra from unnest(cast(:groups as varchar[])) as extra
            )""";

    private static final String LINE = """
            line(id, parent_id, domain_id, itself) as (
                select id, parent_id, domain_id, true from projects where id = :target
                union all
                select up.id, up.parent_id, up.domain_id, false from projects up join line on up.id = line.parent_id
            ),
            places(place) as (
                select case when itself then 'p' else 'P' end || id from line
                union all select 'D' || domain_id from line where itself
            )""";

    private static final String EFFECTIVE = """
            with recursive %s, %s,
            reached(role_id) as (
                select role_id from grants
                where holder = any (array(select holder from holders)) and place = any (array(select place from places))
                union
                select i.implied_role_id from implied_roles i join reached on i.prior_role_id = reached.role_id
            )
            select r.* from roles r join reached on r.id = reached.role_id
            where r.domain_id is null
            order by r.name
            """;

    private static final String IN_PROJECT = EFFECTIVE.formatted(HOLDERS, LINE);
    private static final String IN_DOMAIN = EFFECTIVE.formatted(HOLDERS, "places(place) as (select 'd' || :target)");
    private static final String ON_SYSTEM = EFFECTIVE.formatted(HOLDERS, "places(place) as (select 's' || :target)");

    private final Session session;

    Rights(Session session) {
        this.session = session;
    }

    /// As `of(userId, groupIds, target)` for a user who is in no groups but the known ones.
    public List<Role> of(String userId, Target target) {
        return of(userId, List.of(), target);
    }

    /// The user's roles there, the implied ones included; those of domains are left out. Empty for somebody who has
    /// no business there. `groupIds` are groups that the user counts as a member of for now, besides memberships.
    public List<Role> of(String userId, Collection<String> groupIds, Target target) {
        return switch (target) {
            case OnProject(var id) -> ask(IN_PROJECT, userId, groupIds, id);
            case OnDomain(var id) -> ask(IN_DOMAIN, userId, groupIds, id);
            case OnSystem() -> ask(ON_SYSTEM, userId, groupIds, "");
        };
    }

    private List<Role> ask(String sql, String userId, Collection<String> groupIds, String target) {
        if (!Ids.plausible(userId) || target.indexOf('\0') >= 0) {
            return List.of();
        }
        return session.createNativeQuery(sql, Role.class)
                .setParameter("user", userId)
                .setParameter("groups", groupIds.toArray(String[]::new))
                .setParameter("target", target)
                .list();
    }
}
