package io.virga.identity.role;

/// An actor's role somewhere; `grantedTo` is the actor of the grant that it comes from.
record Assignment(Actor actor, Target target, String roleId, Actor grantedTo) {

    static Assignment of(Grant grant) {
        return new Assignment(grant.actor(), grant.target(), grant.roleId(), grant.actor());
    }
}
