package io.virga.identity.domain;

/// Said inside the transaction that disables a domain, or, `forGood`, deletes it: whoever owns something in it ends the
/// tokens, or refuses by throwing `Forbidden`.
public record DomainClosed(String id, boolean forGood) {}
