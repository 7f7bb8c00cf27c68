package io.virga.identity.role;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.virga.identity.role.Actor.OfGroup;
import io.virga.identity.role.Actor.OfUser;
import io.virga.identity.role.Target.OnDomain;
import io.virga.identity.role.Target.OnProject;
import io.virga.identity.role.Target.OnSystem;
import java.util.Map;

/// A role assignment as Identity v3 shows it; names only when they were asked for.
@JsonInclude(JsonInclude.Include.NON_NULL)
record AssignmentView(
        Named role,
        Named user,
        Named group,
        Scope scope,
        Map<String, String> links,
        @JsonIgnore String path) {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Named(String id, String name, InDomain domain) {}

    record InDomain(String id, String name) {}

    record Everything(boolean all) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Scope(Named project, Named domain, Everything system) {
        static Scope project(Named project) {
            return new Scope(project, null, null);
        }

        static Scope domain(Named domain) {
            return new Scope(null, domain, null);
        }

        static Scope wholeSystem() {
            return new Scope(null, null, new Everything(true));
        }
    }

    static AssignmentView of(Named role, Named user, Named group, Scope scope, Assignment assignment) {
        return new AssignmentView(role, user, group, scope, Map.of(), path(assignment));
    }

    AssignmentView linked(String url) {
        return new AssignmentView(role, user, group, scope, Map.of("assignment", url), path);
    }

    private static String path(Assignment assignment) {
        var target = switch (assignment.target()) {
            case OnProject(var id) -> "projects/" + id;
            case OnDomain(var id) -> "domains/" + id;
            case OnSystem() -> "system";
        };
        var actor = switch (assignment.grantedTo()) {
            case OfUser(var id) -> "users/" + id;
            case OfGroup(var id) -> "groups/" + id;
        };
        return "/v3/" + target + "/" + actor + "/roles/" + assignment.roleId();
    }
}
