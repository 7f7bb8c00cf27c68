package io.virga.compute.network;

/// A security group's id and name.
public record SecurityGroup(String id, String name) {}
