package io.virga.network.standard;

import java.util.Set;

/// Fired inside of a transaction; whoever wires listens for its success. Only a wake-up: it says where to look, not
/// what to find.
public record Changed(Set<Scope> scopes) {

    public static Changed of(Scope... scopes) {
        return new Changed(Set.of(scopes));
    }
}
