package io.virga.identity.assignment;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/// A role assignment as Identity v3 shows it; names only when they were asked for.
@JsonInclude(JsonInclude.Include.NON_NULL)
record AssignmentView(Named role, Named user, Named group, Scope scope, Links links) {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Named(String id, String name, Home domain) {
        static Named of(Assignment.Named named) {
            var home = named.domainId() == null ? null : new Home(named.domainId(), named.domainName());
            return new Named(named.id(), named.name(), home);
        }
    }

    record Home(String id, String name) {}

    record Everything(boolean all) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Scope(
            Named project,
            Named domain,
            Everything system,
            @JsonProperty("OS-INHERIT:inherited_to") String inheritedTo) {}

    /// The grant, and what led from it to here: the rule between two roles, the user's place in a group.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Links(
            String assignment, @JsonProperty("prior_role") String priorRole, String membership) {}

    /// `base` is the address of the service.
    static AssignmentView of(Assignment one, String base) {
        var system = one.project().isEmpty() && one.domain().isEmpty();
        return new AssignmentView(
                Named.of(one.role()),
                shown(one.user()),
                shown(one.group()),
                new Scope(
                        shown(one.project()),
                        shown(one.domain()),
                        system ? new Everything(true) : null,
                        one.inherited() ? "projects" : null),
                links(one, base));
    }

    private static Links links(Assignment one, String base) {
        var source = one.source();
        var prior = source.priorRoleId()
                .map(role -> base
                        + "/v3/prior_role/%s/implies/%s"
                                .formatted(role, one.role().id()));
        var membership = source.groupId()
                .map(group -> base
                        + "/v3/groups/%s/users/%s"
                                .formatted(group, one.user().orElseThrow().id()));
        return new Links(base + path(one), prior.orElse(null), membership.orElse(null));
    }

    private static String path(Assignment one) {
        var source = one.source();
        var target = source.projectId()
                .or(() -> source.domainId().isPresent()
                        ? Optional.empty()
                        : one.project().map(Assignment.Named::id))
                .map(id -> "projects/" + id)
                .or(() -> source.domainId()
                        .or(() -> one.domain().map(Assignment.Named::id))
                        .map(id -> "domains/" + id))
                .orElse("system");
        var actor = source.groupId()
                .or(() -> one.group().map(Assignment.Named::id))
                .map(id -> "groups/" + id)
                .orElseGet(() -> "users/" + one.user().orElseThrow().id());
        var grant = "%s/%s/roles/%s".formatted(target, actor, source.roleId());
        return one.inherited() ? "/v3/OS-INHERIT/" + grant + "/inherited_to_projects" : "/v3/" + grant;
    }

    private static Named shown(Optional<Assignment.Named> named) {
        return named.map(Named::of).orElse(null);
    }
}
