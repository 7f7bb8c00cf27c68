package io.virga.network.standard;

import java.util.UUID;

/// Names one thing whose wiring may have changed. Everything in OVN that belongs to it carries this name.
public record Scope(Kind kind, String id) {

    /// What can be wired on its own.
    public enum Kind {
        /// What all projects share: the rule that drops what no group permits.
        CLOUD,
        NETWORK,
        SUBNET,
        PORT,
        GROUP,
        ROUTER,
        FLOATING_IP
    }

    public static final Scope CLOUD = new Scope(Kind.CLOUD, "all");

    public static Scope of(Kind kind, UUID id) {
        return new Scope(kind, id.toString());
    }

    /// Reads what `toString` wrote.
    public static Scope parse(String text) {
        int colon = text.indexOf(':');
        return new Scope(Kind.valueOf(text.substring(0, colon)), text.substring(colon + 1));
    }

    public UUID uuid() {
        return UUID.fromString(id);
    }

    @Override
    public String toString() {
        return kind + ":" + id;
    }
}
