package io.virga.identity.assignment;

import io.virga.identity.role.Target.OnDomain;
import io.virga.identity.role.Target.OnProject;
import io.virga.identity.role.Target.OnSystem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The one statement that answers a listing of role assignments, whatever the filters: its parts, and the values bound
/// to them. It begins with the narrowest filter and costs what its answer is large.
final class AssignmentQuery {

    // The projects asked for.
    private static final String WANTED = """
            wanted(id) as (
                select id from projects where id = :project
            %s)""";

    private static final String WITH_SUBTREE = """
                union
                select p.id from projects p join wanted on p.parent_id = wanted.id
            """;

    // Which project inherits from which: from the wanted ones up, or from those with inheritance down.
    private static final String UPWARDS = """
            heirs(id, above) as (
                select p.id, p.parent_id from projects p join wanted on wanted.id = p.id where p.parent_id is not null
                union
                select h.id, p.parent_id from heirs h join projects p on p.id = h.above where p.parent_id is not null
            )""";

    private static final String DOWNWARDS = """
            heirs(id, above) as (
                select p.id, p.parent_id from projects p
                where p.parent_id in (select g.project_id from grants g where g.inherited and %s)
                union
                select p.id, h.above from heirs h join projects p on p.parent_id = h.id
            )""";

    private static final String GRANTED = """
            found as (
                select g.user_id, g.group_id, g.project_id, g.domain_id, g.inherited, g.role_id,
                    null as source_group, null as source_project, null as source_domain,
                    g.role_id as source_role, null as prior_role
                from grants g where %s
            )""";

    private static final String EFFECTIVE = """
            placed as (
                select g.user_id, g.group_id, g.project_id, g.domain_id, g.role_id,
                    null as source_project, null as source_domain
                from grants g where not g.inherited and %1$s and %2$s
                union all
                select g.user_id, g.group_id, h.id, null, g.role_id, g.project_id, null
                from grants g join heirs h on g.place = 'P' || h.above where %1$s and %3$s
                union all
                select g.user_id, g.group_id, p.id, null, g.role_id, null, g.domain_id
                from grants g join projects p on g.place = 'D' || p.domain_id where %1$s and %3$s and %4$s
            ),
            closure(given, role_id) as (
                select role_id, role_id from placed
                union
                select c.given, i.implied_role_id from closure c join implied_roles i on i.prior_role_id = c.role_id
            ),
            implied as materialized (
                select c.given, c.role_id, (
                    select min(i.prior_role_id) from implied_roles i
                    join closure prior on prior.given = c.given and prior.role_id = i.prior_role_id
                    where i.implied_role_id = c.role_id and c.role_id <> c.given) as prior_role
                from closure c join roles r on r.id = c.role_id
                where r.domain_id is null and %5$s
            ),
            found as (
                select coalesce(a.user_id, m.user_id) as user_id, null as group_id, a.project_id, a.domain_id,
                    a.source_project is not null or a.source_domain is not null as inherited, i.role_id,
                    a.group_id as source_group, a.source_project, a.source_domain,
                    a.role_id as source_role, i.prior_role
                from placed a join implied i on i.given = a.role_id
                left join memberships m on m.group_id = a.group_id
                where coalesce(a.user_id, m.user_id) %6$s
            )""";

    private static final String NAMES = """
            , r.name as role_name, r.domain_id as role_home, rd.name as role_home_name,
            u.name as user_name, u.domain_id as user_home, ud.name as user_home_name,
            gr.name as group_name, gr.domain_id as group_home, gd.name as group_home_name,
            p.name as project_name, p.domain_id as project_home, pd.name as project_home_name,
            d.name as domain_name""";

    private static final String NAMED = """
            join roles r on r.id = f.role_id left join domains rd on rd.id = r.domain_id
            left join users u on u.id = f.user_id left join domains ud on ud.id = u.domain_id
            left join groups gr on gr.id = f.group_id left join domains gd on gd.id = gr.domain_id
            left join projects p on p.id = f.project_id left join domains pd on pd.id = p.domain_id
            left join domains d on d.id = f.domain_id
            """;

    private final AssignmentFilter filter;
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final String sql;

    AssignmentQuery(AssignmentFilter filter, Optional<String> onlyDomain, boolean withNames) {
        this.filter = filter;
        var parts = new ArrayList<String>();
        if (filter.target().orElse(null) instanceof OnProject(var id)) {
            parts.add(WANTED.formatted(filter.subtree() ? WITH_SUBTREE : ""));
            values.put("project", id);
        }
        parts.addAll(filter.effective() ? effective() : List.of(GRANTED.formatted(granted())));
        this.sql = "with recursive %s select f.*%s from found f %s where %s"
                .formatted(
                        String.join(", ", parts), withNames ? NAMES : "", withNames ? NAMED : "", within(onlyDomain));
    }

    String sql() {
        return sql;
    }

    Map<String, Object> values() {
        return values;
    }

    private String granted() {
        var conditions = new ArrayList<String>();
        filter.userId().ifPresent(id -> conditions.add("g.holder = 'u' || " + bound("user", id)));
        filter.groupId().ifPresent(id -> conditions.add("g.holder = 'g' || " + bound("group", id)));
        filter.roleId().ifPresent(id -> conditions.add("g.role_id = " + bound("role", id)));
        filter.inherited().ifPresent(wanted -> conditions.add("g.inherited = " + bound("inherited", wanted)));
        filter.target()
                .ifPresent(target -> conditions.add(
                        switch (target) {
                            case OnProject _ -> "g.project_id in (select id from wanted)";
                            case OnDomain(var id) -> "g.domain_id = " + bound("domain", id);
                            case OnSystem() -> "g.place = 's'";
                        }));
        return conditions.isEmpty() ? "true" : String.join(" and ", conditions);
    }

    private List<String> effective() {
        var holders = filter.userId()
                .map(id -> bound("user", id))
                .map(user -> """
                        g.holder = any (array(select 'u' || %1$s
                            union all select 'g' || group_id from memberships where user_id = %1$s))""".formatted(user))
                .orElse("true");
        var direct = filter.target()
                .map(target -> switch (target) {
                    case OnProject _ -> "g.place = any (array(select 'p' || id from wanted))";
                    case OnDomain(var id) -> "g.place = 'd' || " + bound("domain", id);
                    case OnSystem() -> "g.place = 's'";
                })
                .orElse("true");
        var inProject = filter.target().orElse(null) instanceof OnProject;
        var inherits = inProject || filter.target().isEmpty();
        return List.of(
                inProject ? UPWARDS : DOWNWARDS.formatted(holders),
                EFFECTIVE.formatted(
                        holders,
                        filter.inherited().orElse(false) ? "false" : direct,
                        inherits && filter.inherited().orElse(true) ? "true" : "false",
                        inProject ? "p.id in (select id from wanted)" : "true",
                        filter.roleId().map(id -> "r.id = " + bound("role", id)).orElse("true"),
                        filter.userId().isPresent() ? "= :user" : "is not null"));
    }

    private String within(Optional<String> domain) {
        return domain.map(id -> bound("only", id))
                .map(only -> """
                        (f.domain_id = %1$s or f.project_id in (select id from projects where domain_id = %1$s))""".formatted(only))
                .orElse("true");
    }

    private String bound(String name, Object value) {
        values.put(name, value);
        return ":" + name;
    }
}
