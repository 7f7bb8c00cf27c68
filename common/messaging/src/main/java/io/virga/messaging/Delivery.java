package io.virga.messaging;

/// A message as it arrived. `sender` is the account that sent it, as the broker has authenticated it (never what the
/// message claims); empty only on a broker without security, as in tests.
public record Delivery<T>(T message, String sender) {}
