package io.virga.identity.role;

/// Where a role holds.
public sealed interface Target {

    record OnProject(String id) implements Target {}

    record OnDomain(String id) implements Target {}

    record OnSystem() implements Target {}
}
