package io.virga.identity.token;

import io.virga.contract.identity.TokenClaims;

/// A token, what it says, and how that is shown.
public record Issued(String token, TokenClaims claims, TokenView view) implements LoginAnswer {}
