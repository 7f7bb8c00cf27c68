package io.virga.identity.role;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// Which roles imply which, as a graph of role ids.
record Implications(Map<String, Set<String>> direct) {

    /// The roles and all that they imply, in any number of steps.
    Set<String> closure(Collection<String> roles) {
        var reached = new LinkedHashSet<String>();
        var open = new ArrayDeque<>(roles);
        while (!open.isEmpty()) {
            var role = open.poll();
            if (reached.add(role)) {
                open.addAll(direct.getOrDefault(role, Set.of()));
            }
        }
        return reached;
    }

    /// Whether "`prior` implies `implied`" would lead from a role back to itself.
    boolean wouldCircle(String prior, String implied) {
        return closure(Set.of(implied)).contains(prior);
    }
}
