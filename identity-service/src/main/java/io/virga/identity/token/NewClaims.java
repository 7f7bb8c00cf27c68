package io.virga.identity.token;

import io.virga.contract.identity.TokenClaims;
import io.virga.identity.token.ScopeResolver.Granted;
import io.virga.identity.user.User;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/// Writes down what a new token says.
final class NewClaims {

    private static final int MICROS = 1_000;

    private NewClaims() {}

    /// Good from `now` for `lifetime`, or to the end of what the identity rests on if that comes first.
    static TokenClaims of(User user, Identity identity, Granted granted, Instant now, Duration lifetime) {
        var inProject = granted instanceof Granted.InProject project ? project : null;
        return new TokenClaims(
                TokenClaims.ISSUER,
                user.id(),
                user.name(),
                user.domainId(),
                inProject == null ? null : inProject.id(),
                inProject == null ? null : inProject.domainId(),
                granted instanceof Granted.OfDomain(var id, var _) ? id : null,
                granted instanceof Granted.Everywhere ? true : null,
                granted.roles(),
                identity.methods(),
                auditIds(identity),
                now.getEpochSecond(),
                now.getNano() / MICROS,
                end(identity, now, lifetime),
                identity.origin().orElse(null));
    }

    /// Says only who it is, and by which methods.
    static TokenClaims receipt(String issuer, User user, Identity identity, Instant now, Duration lifetime) {
        return new TokenClaims(
                issuer,
                user.id(),
                user.name(),
                user.domainId(),
                null,
                null,
                null,
                null,
                List.of(),
                identity.methods(),
                auditIds(identity),
                now.getEpochSecond(),
                now.getNano() / MICROS,
                end(identity, now, lifetime),
                null);
    }

    private static long end(Identity identity, Instant now, Duration lifetime) {
        var end = now.plus(lifetime);
        return (end.isBefore(identity.latestEnd()) ? end : identity.latestEnd()).getEpochSecond();
    }

    private static List<String> auditIds(Identity identity) {
        var ids = new ArrayList<String>();
        ids.add(auditId());
        ids.addAll(identity.chain());
        return List.copyOf(ids);
    }

    private static String auditId() {
        var id = UUID.randomUUID();
        var bytes = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
