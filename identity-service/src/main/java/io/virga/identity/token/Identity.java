package io.virga.identity.token;

import io.virga.contract.identity.TokenClaims;
import io.virga.contract.identity.TokenClaims.Origin;
import io.virga.identity.application.ApplicationCredential;
import io.virga.identity.user.UserOptions;
import io.virga.model.CloudException.Unauthenticated;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// Who somebody has proved to be, and what a token made for them inherits.
///
/// `chain` are the audit ids of the tokens that this one is made from, and `latestEnd` is the end that it must not
/// outlive. `parent` is the token that vouched, and `origin` says where the rights come from when they are not simply
/// the user's own. `passwordHash` is what the password was checked against.
record Identity(
        String userId,
        List<String> methods,
        List<String> chain,
        Instant latestEnd,
        Optional<Origin> origin,
        Optional<TokenClaims> parent,
        Optional<String> passwordHash) {

    static Identity byPassword(String userId, String passwordHash) {
        return new Identity(
                userId,
                List.of("password"),
                List.of(),
                Instant.MAX,
                Optional.empty(),
                Optional.empty(),
                Optional.of(passwordHash));
    }

    static Identity byToken(TokenClaims claims) {
        var methods = new LinkedHashSet<>(claims.methods());
        methods.add("token");
        return new Identity(
                claims.userId(),
                List.copyOf(methods),
                claims.auditIds(),
                claims.expiresAt(),
                Optional.ofNullable(claims.origin()),
                Optional.of(claims),
                Optional.empty());
    }

    /// What a receipt vouches for gives rights of its own to nobody, and lets no token live longer.
    static Identity byReceipt(TokenClaims receipt) {
        return new Identity(
                receipt.userId(),
                receipt.methods(),
                List.of(),
                Instant.MAX,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /// What was handed over by the credential is looked up while the token is issued.
    static Identity byApplication(ApplicationCredential credential) {
        var proved = new TokenClaims.ApplicationCredential(credential.id(), null, false, List.of());
        return by(
                "application_credential",
                credential.userId(),
                Optional.of(new Origin(proved, null, null, null)),
                Instant.MAX);
    }

    /// Proved by `method`, which says itself where the rights come from.
    static Identity by(String method, String userId, Optional<Origin> origin, Instant latestEnd) {
        return new Identity(userId, List.of(method), List.of(), latestEnd, origin, Optional.empty(), Optional.empty());
    }

    /// With rights that come from `origin`, for no longer than until `end`.
    Identity handed(Origin origin, Instant end) {
        return new Identity(
                userId,
                methods,
                chain,
                end.isBefore(latestEnd) ? end : latestEnd,
                Optional.of(origin),
                parent,
                passwordHash);
    }

    /// Two proofs of the same user. `Unauthenticated` when they are of different ones, or come by different ways to
    /// different rights.
    Identity and(Identity other) {
        if (!userId.equals(other.userId) || (origin.isPresent() && other.origin.isPresent())) {
            throw new Unauthenticated();
        }
        var all = new LinkedHashSet<>(methods);
        all.addAll(other.methods);
        return new Identity(
                userId,
                List.copyOf(all),
                chain.isEmpty() ? other.chain : chain,
                latestEnd.isBefore(other.latestEnd) ? latestEnd : other.latestEnd,
                origin.or(other::origin),
                parent.or(other::parent),
                passwordHash.or(other::passwordHash));
    }

    /// Whether the user demands no other proof. A key is one by itself.
    boolean suffices(UserOptions options) {
        return origin.map(Origin::key).isPresent() || options.satisfiedBy(methods);
    }

    /// The groups that an identity provider's mapping gave, beside the stored memberships.
    List<String> groupIds() {
        return origin.map(Origin::federated)
                .map(TokenClaims.Federated::groupIds)
                .orElse(List.of());
    }
}
