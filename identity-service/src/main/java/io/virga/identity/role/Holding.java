package io.virga.identity.role;

import io.virga.identity.role.Actor.OfGroup;
import io.virga.identity.role.Actor.OfUser;
import io.virga.identity.role.Target.OnDomain;
import io.virga.identity.role.Target.OnProject;
import io.virga.identity.role.Target.OnSystem;

/// What an actor has on a target: the roles given on the target itself, or, when `inherited`, those given on it for the
/// projects below: all of a domain's, the whole subtree of a project, and never the target itself.
record Holding(Actor actor, Target target, boolean inherited) {

    static Holding on(Actor actor, Target target) {
        return new Holding(actor, target, false);
    }

    static Holding below(Actor actor, Target target) {
        return new Holding(actor, target, true);
    }

    /// As the column `grants.holder` has it.
    String holder() {
        return switch (actor) {
            case OfUser(var id) -> "u" + id;
            case OfGroup(var id) -> "g" + id;
        };
    }

    /// As the column `grants.place` has it.
    String place() {
        return switch (target) {
            case OnProject(var id) -> (inherited ? "P" : "p") + id;
            case OnDomain(var id) -> (inherited ? "D" : "d") + id;
            case OnSystem() -> "s";
        };
    }
}
