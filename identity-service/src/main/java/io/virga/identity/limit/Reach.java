package io.virga.identity.limit;

import io.virga.model.Caller;
import io.virga.model.Caller.Scope;

/// Whose limits a listing shows to its caller.
sealed interface Reach {

    record Everybody() implements Reach {}

    /// The domain's own and those of its projects.
    record OfDomain(String id) implements Reach {}

    record OfProject(String id) implements Reach {}

    record Nobody() implements Reach {}

    /// Identity v3 answers everybody who has logged in: administrators, the system's and the services everything,
    /// others what concerns the domain or project they work in.
    static Reach of(Caller caller) {
        if (caller.isAdmin() || caller.has("service")) {
            return new Everybody();
        }
        return switch (caller.scope()) {
            case Scope.System() -> new Everybody();
            case Scope.Domain(var id) -> new OfDomain(id);
            case Scope.Project(var id) -> new OfProject(id.value());
            case Scope.Unscoped() -> new Nobody();
        };
    }
}
