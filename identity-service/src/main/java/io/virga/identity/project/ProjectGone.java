package io.virga.identity.project;

/// Said inside the transaction that deletes a project: whoever refers to it lets go.
public record ProjectGone(String id) {}
