package io.virga.identity.domain;

/// Said inside the transaction that disables a domain: whoever owns something in it ends the tokens.
public record DomainClosed(String id) {}
