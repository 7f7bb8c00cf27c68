package io.virga.identity.role;

/// Who gets a role.
public sealed interface Actor {

    String id();

    record OfUser(String id) implements Actor {}

    record OfGroup(String id) implements Actor {}

    /// `collection` is the path's word for the kind of actor.
    static Actor of(String collection, String id) {
        return collection.equals("users") ? new OfUser(id) : new OfGroup(id);
    }
}
