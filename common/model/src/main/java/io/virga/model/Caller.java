package io.virga.model;

import java.util.Optional;
import java.util.Set;

/// Who asks, and with which rights: what a verified token says.
///
/// `roles` holds role names with the implied ones spelled out (admin → manager → member → reader).
/// `viaService` is true when another service of ours asks on this user's behalf, with its own token.
public record Caller(
        UserId user, String userName, Scope scope, Set<String> roles, boolean viaService, Delegation delegation) {

    /// What a token is good for.
    public sealed interface Scope {
        record Project(ProjectId id) implements Scope {}

        record Domain(String id) implements Scope {}

        record System() implements Scope {}

        record Unscoped() implements Scope {}
    }

    /// What the rights were handed over by, if somebody handed them over.
    public sealed interface Delegation {
        /// The user logged in.
        record None() implements Delegation {}

        record ApplicationCredential(String id, boolean unrestricted) implements Delegation {}

        record Trust(String id, String trustor, String trustee) implements Delegation {}

        /// An EC2 key pair or an OAuth1 access key.
        record Key(String id) implements Delegation {}
    }

    public Caller {
        roles = Set.copyOf(roles);
    }

    /// A caller with rights of their own.
    public Caller(UserId user, String userName, Scope scope, Set<String> roles, boolean viaService) {
        this(user, userName, scope, roles, viaService, new Delegation.None());
    }

    public boolean delegated() {
        return !(delegation instanceof Delegation.None);
    }

    public boolean has(String role) {
        return roles.contains(role);
    }

    /// An administrator of the cloud: the role `admin` on the system, or in a project, as OpenStack's services have it.
    /// The role `admin` on a domain makes an administrator of that domain and no more.
    public boolean isAdmin() {
        return has("admin") && !(scope instanceof Scope.Domain);
    }

    /// One of our own services, asking for itself or for a user. As with `admin`, the role on a domain is none of the
    /// cloud's.
    public boolean isService() {
        return viaService || (has("service") && !(scope instanceof Scope.Domain));
    }

    public Optional<ProjectId> projectScope() {
        return scope instanceof Scope.Project(var id) ? Optional.of(id) : Optional.empty();
    }

    /// The project that the caller works in; `Forbidden` for a caller whose token has no project scope.
    public ProjectId project() {
        return projectScope()
                .orElseThrow(() -> new CloudException.Forbidden("This request needs a token scoped to a project."));
    }

    /// May read what every project has: an administrator, a service that asks for itself, or a reader on the system.
    public boolean readsAll() {
        return changesAll() || (scope instanceof Scope.System && has("reader"));
    }

    /// May change what every project has: an administrator, or a service that asks for itself.
    public boolean changesAll() {
        return isAdmin() || (isService() && !viaService);
    }

    /// May read things of `owner`: their own project's, or everybody's.
    public boolean sees(ProjectId owner) {
        return readsAll() || worksIn(owner);
    }

    /// May change things of `owner`: their own project's, or everybody's.
    public boolean owns(ProjectId owner) {
        return changesAll() || worksIn(owner);
    }

    private boolean worksIn(ProjectId project) {
        return projectScope().filter(project::equals).isPresent();
    }
}
