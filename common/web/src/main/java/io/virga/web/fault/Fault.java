package io.virga.web.fault;

import io.virga.model.CloudException;

/// A failure on its way to the client: the HTTP status, a message for the user, and the exception that it was, or null
/// when the framework refused the request before our code saw it.
public record Fault(int status, String message, CloudException cause) {}
