package io.virga.model;

import java.util.Optional;
import java.util.Set;

/// Who asks, and with which rights: what a verified token says.
///
/// `roles` holds role names with the implied ones spelled out (admin → manager → member → reader).
/// `viaService` is true when another service of ours asks on this user's behalf, with its own token.
public record Caller(UserId user, String userName, Scope scope, Set<String> roles, boolean viaService) {

    /// What a token is good for.
    public sealed interface Scope {
        record Project(ProjectId id) implements Scope {}

        record Domain(String id) implements Scope {}

        record System() implements Scope {}

        record Unscoped() implements Scope {}
    }

    public Caller {
        roles = Set.copyOf(roles);
    }

    public boolean has(String role) {
        return roles.contains(role);
    }

    public boolean isAdmin() {
        return has("admin");
    }

    /// One of our own services, asking for itself or for a user.
    public boolean isService() {
        return viaService || has("service");
    }

    public Optional<ProjectId> projectScope() {
        return scope instanceof Scope.Project(var id) ? Optional.of(id) : Optional.empty();
    }

    /// The project that the caller works in; `Forbidden` for a caller whose token has no project scope.
    public ProjectId project() {
        return projectScope()
                .orElseThrow(() -> new CloudException.Forbidden("This request needs a token scoped to a project."));
    }

    /// True when the caller may see things of `owner`: their own project's, or everybody's for an admin or a service
    /// that asks for itself.
    public boolean sees(ProjectId owner) {
        return isAdmin()
                || (has("service") && !viaService)
                || projectScope().filter(owner::equals).isPresent();
    }
}
