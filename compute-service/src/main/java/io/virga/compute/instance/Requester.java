package io.virga.compute.instance;

import io.virga.model.Caller;

/// Who asks, and in which request.
public record Requester(Caller caller, String requestId) {}
