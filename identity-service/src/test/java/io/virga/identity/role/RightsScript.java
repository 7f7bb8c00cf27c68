package io.virga.identity.role;

import io.virga.identity.role.Actor.OfGroup;
import io.virga.identity.role.Actor.OfUser;
import io.virga.identity.role.RightsModel.Grant;
import io.virga.identity.role.Target.OnDomain;
import io.virga.identity.role.Target.OnProject;
import io.virga.identity.role.Target.OnSystem;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The rows of a model, as one script.
record RightsScript(RightsModel model) {

    String sql() {
        return Stream.of(
                        insert(
                                "domains (id, name, description, enabled, extra)",
                                model.domains.entrySet().stream()
                                        .map(d -> "('%s', '%s', '', %s, '{}')"
                                                .formatted(d.getKey(), d.getKey(), d.getValue()))),
                        insert(
                                "projects (id, domain_id, parent_id, name, description, enabled, tags, extra)",
                                model.projects.entrySet().stream()
                                        .map(p -> "('%s', '%s', %s, '%s', '', %s, '{}', '{}')"
                                                .formatted(
                                                        p.getKey(),
                                                        p.getValue().domain(),
                                                        p.getValue()
                                                                .parent()
                                                                .map(RightsScript::quoted)
                                                                .orElse("null"),
                                                        p.getKey(),
                                                        p.getValue().enabled()))),
                        insert(
                                "users (id, domain_id, name, enabled, extra)",
                                model.users.entrySet().stream()
                                        .map(u -> "('%s', '%s', '%s', true, '{}')"
                                                .formatted(u.getKey(), u.getValue(), u.getKey()))),
                        insert(
                                "groups (id, domain_id, name, description, extra)",
                                model.groups.entrySet().stream()
                                        .map(g -> "('%s', '%s', '%s', '', '{}')"
                                                .formatted(g.getKey(), g.getValue(), g.getKey()))),
                        insert("memberships (group_id, user_id)", pairs(model.members)),
                        insert(
                                "roles (id, domain_id, name, extra)",
                                model.roles.entrySet().stream()
                                        .map(r -> "('%s', %s, '%s', '{}')"
                                                .formatted(
                                                        r.getKey(),
                                                        r.getValue()
                                                                .map(RightsScript::quoted)
                                                                .orElse("null"),
                                                        r.getKey()))),
                        insert("implied_roles (prior_role_id, implied_role_id)", pairs(model.implied)),
                        insert(
                                "grants (role_id, user_id, group_id, project_id, domain_id, on_system, inherited)",
                                model.grants.stream().map(RightsScript::row)))
                .collect(Collectors.joining());
    }

    private static String row(Grant grant) {
        return "('%s', %s, %s, %s, %s, %s, %s)"
                .formatted(
                        grant.role(),
                        grant.actor() instanceof OfUser(var id) ? quoted(id) : "null",
                        grant.actor() instanceof OfGroup(var id) ? quoted(id) : "null",
                        grant.target() instanceof OnProject(var id) ? quoted(id) : "null",
                        grant.target() instanceof OnDomain(var id) ? quoted(id) : "null",
                        grant.target() instanceof OnSystem,
                        grant.inherited());
    }

    private static Stream<String> pairs(java.util.Map<String, java.util.Set<String>> all) {
        return all.entrySet().stream()
                .flatMap(one -> one.getValue().stream().map(other -> "('%s', '%s')".formatted(one.getKey(), other)));
    }

    private static String insert(String into, Stream<String> rows) {
        var values = rows.collect(Collectors.joining(", "));
        return values.isEmpty() ? "" : "insert into %s values %s;%n".formatted(into, values);
    }

    private static String quoted(String id) {
        return "'" + id + "'";
    }
}
