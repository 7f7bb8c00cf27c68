package io.virga.compute.instance;

/// Why an instance is in error. `message` is for its owner; `details` only for operators. `created` is ISO 8601.
public record Fault(int code, String message, String details, String created) {}
