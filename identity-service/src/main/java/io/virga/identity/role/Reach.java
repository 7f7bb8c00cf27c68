package io.virga.identity.role;

import io.virga.identity.Ids;
import io.virga.identity.domain.Domain;
import io.virga.identity.project.Project;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import org.hibernate.Session;

/// Where a user has effective roles. Projects and domains that are closed, or stand below one that is, are left out.
@ApplicationScoped
class Reach {

    // A role counts when it leads to one that may be in a token.
    private static final String GRANTED = """
            with recursive %s,
            counting(role_id) as (
                select id from roles where domain_id is null
                union
                select i.prior_role_id from implied_roles i join counting on i.implied_role_id = counting.role_id
            ),
            granted as (
                select project_id, domain_id, inherited from grants
                where holder = any (array(select holder from holders)) and role_id in (select role_id from counting)
            )""".formatted(Rights.HOLDERS);

    // From the grants down to the projects, and from these up again to see that all above them is open.
    private static final String PROJECTS = GRANTED + """
            ,
            below(id) as (
                select p.id from granted g join projects p on p.parent_id = g.project_id where g.inherited
                union
                select p.id from below join projects p on p.parent_id = below.id
            ),
            reached(id) as (
                select project_id from granted where project_id is not null and not inherited
                union select id from below
                union select p.id from granted g join projects p on p.domain_id = g.domain_id where g.inherited
            ),
            line(id, parent_id, enabled) as (
                select p.id, p.parent_id, p.enabled from reached join projects p on p.id = reached.id
                union all
                select line.id, up.parent_id, up.enabled from line join projects up on up.id = line.parent_id
            ),
            open(id) as (select id from line group by id having bool_and(enabled))
            select p.* from open join projects p on p.id = open.id join domains d on d.id = p.domain_id
            where d.enabled
            order by p.name, p.id
            """;

    private static final String DOMAINS = GRANTED + """
            select d.* from domains d
            where d.enabled and d.id in (select domain_id from granted where not inherited)
            order by d.name
            """;

    private final Session session;

    Reach(Session session) {
        this.session = session;
    }

    List<Project> projects(String userId, Collection<String> groupIds) {
        return ask(PROJECTS, Project.class, userId, groupIds);
    }

    List<Domain> domains(String userId, Collection<String> groupIds) {
        return ask(DOMAINS, Domain.class, userId, groupIds);
    }

    private <T> List<T> ask(String sql, Class<T> entity, String userId, Collection<String> groupIds) {
        if (!Ids.plausible(userId)) {
            return List.of();
        }
        return session.createNativeQuery(sql, entity)
                .setParameter("user", userId)
                .setParameter("groups", groupIds.toArray(String[]::new))
                .list();
    }
}
