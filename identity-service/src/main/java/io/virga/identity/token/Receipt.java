package io.virga.identity.token;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.virga.identity.token.TokenView.Named;
import java.util.List;

/// Says that somebody proved a part of what they have to: with the rest it is worth a token (Identity v3, "Multi-Factor
/// Authentication and Authentication Receipts").
record Receipt(String receipt, View view) implements LoginAnswer {

    record View(
            Of receipt,
            @JsonProperty("required_auth_methods") List<List<String>> required) {}

    record Of(
            List<String> methods,
            Whose user,
            @JsonProperty("issued_at") String issuedAt,
            @JsonProperty("expires_at") String expiresAt) {}

    record Whose(String id, String name, Named domain) {}
}
