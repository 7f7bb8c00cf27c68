package io.virga.contract.identity;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The payload of a token: a compact JWS signed with ES256 (RFC 7515, RFC 7518), header `kid` naming the key that
/// `GET /v3/auth/jwks` publishes. Short names, because the token travels in a header with each request.
///
/// Exactly one of `projectId`, `domainId`, `system` is set, or none for an unscoped token. `auditIds` holds the
/// whole audit chain, from the token's own id to the first token's, so that ending one ends all made from it.
/// `origin` is null for a user who logged in and has rights of their own.
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
        @JsonProperty("exp") long expiresAtSecond,
        @JsonProperty("org") Origin origin) {

    /// `iss` of every token of ours.
    public static final String ISSUER = "virga";

    /// Where the rights of a token come from when they are not simply the user's: at most one of `application`,
    /// `trust` and `key` (an EC2 or OAuth1 key's id), each a delegation; and `federated` for a user whom an
    /// identity provider vouched for.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Origin(
            @JsonProperty("app") ApplicationCredential application,
            @JsonProperty("trust") Trust trust,
            @JsonProperty("key") String key,
            @JsonProperty("fed") Federated federated) {}

    /// `rules` null: every call is allowed. Empty: none is.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ApplicationCredential(
            @JsonProperty("id") String id,
            @JsonProperty("name") String name,
            @JsonProperty("free") boolean unrestricted,
            @JsonProperty("rules") List<AccessRule> rules) {}

    /// One kind of call that an application credential may make: the service's type, the HTTP method and a path in
    /// which
    /// `*` stands for one segment, `**` for any number of them and `{name}` for one.
    public record AccessRule(
            @JsonProperty("s") String service,
            @JsonProperty("m") String method,
            @JsonProperty("p") String path) {}

    /// With `impersonation` the token is the trustor's, else the trustee's. `others` are those who took part where the
    /// trust was handed on by another one; null for nobody.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Trust(
            @JsonProperty("id") String id,
            @JsonProperty("or") String trustorId,
            @JsonProperty("ee") String trusteeId,
            @JsonProperty("imp") boolean impersonation,
            @JsonProperty("via") List<String> others) {}

    /// The groups are those that the mapping gave, beside the memberships that are stored.
    public record Federated(
            @JsonProperty("idp") String identityProvider,
            @JsonProperty("proto") String protocol,
            @JsonProperty("grp") List<String> groupIds) {}

    /// The same claims with rights that come from `other`.
    public TokenClaims by(Origin other) {
        return new TokenClaims(
                issuer,
                userId,
                userName,
                userDomainId,
                projectId,
                projectDomainId,
                domainId,
                system,
                roles,
                methods,
                auditIds,
                issuedAtSecond,
                issuedAtMicros,
                expiresAtSecond,
                other);
    }

    /// The id of the delegation that the token works by: an application credential's, a trust's or a key's.
    public Optional<String> delegationId() {
        if (origin == null) {
            return Optional.empty();
        }
        if (origin.application() != null) {
            return Optional.of(origin.application().id());
        }
        return origin.trust() == null
                ? Optional.ofNullable(origin.key())
                : Optional.of(origin.trust().id());
    }

    /// Everybody whose loss of rights ends the token: its user, and all who took part in a trust.
    public Set<String> concernedUsers() {
        if (origin == null || origin.trust() == null) {
            return Set.of(userId);
        }
        var trust = origin.trust();
        var all = new HashSet<>(List.of(userId, trust.trustorId(), trust.trusteeId()));
        if (trust.others() != null) {
            all.addAll(trust.others());
        }
        return all;
    }

    /// The groups that an identity provider's mapping put the user into, beside the stored memberships.
    public List<String> federatedGroups() {
        return origin == null || origin.federated() == null
                ? List.of()
                : origin.federated().groupIds();
    }

    /// When the token was issued, to the microsecond, so that a revocation can tell before from after.
    public Instant issuedAt() {
        return Instant.ofEpochSecond(issuedAtSecond, issuedAtMicros * 1_000);
    }

    public Instant expiresAt() {
        return Instant.ofEpochSecond(expiresAtSecond);
    }
}
