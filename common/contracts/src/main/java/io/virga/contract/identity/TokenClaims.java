package io.virga.contract.identity;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;

/// The payload of a token: a compact JWS signed with ES256 (RFC 7515, RFC 7518), header `kid` naming the key that
/// `GET /v3/auth/jwks` publishes. Short names, because the token travels in a header with each request.
///
/// Exactly one of `projectId`, `domainId`, `system` is set, or none for an unscoped token. `auditIds` holds the
/// whole audit chain, from the token's own id to the first token's, so that ending one ends all made from it.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TokenClaims(
        @JsonProperty("iss") String issuer,
        @JsonProperty("sub") String userId,
        @JsonProperty("name") String userName,
        @JsonProperty("udom") String userDomainId,
        @JsonProperty("prj") String projectId,
        @JsonProperty("pdom") String projectDomainId,
        @JsonProperty("dom") String domainId,
        @JsonProperty("sys") Boolean system,
        @JsonProperty("roles") List<String> roles,
        @JsonProperty("amr") List<String> methods,
        @JsonProperty("aud_ids") List<String> auditIds,
        @JsonProperty("iat") long issuedAtSecond,
        @JsonProperty("iatn") long issuedAtMicros,
        @JsonProperty("exp") long expiresAtSecond) {

    /// `iss` of every token of ours.
    public static final String ISSUER = "virga";

    /// When the token was issued, to the microsecond, so that a revocation can tell before from after.
    public Instant issuedAt() {
        return Instant.ofEpochSecond(issuedAtSecond, issuedAtMicros * 1_000);
    }

    public Instant expiresAt() {
        return Instant.ofEpochSecond(expiresAtSecond);
    }
}
