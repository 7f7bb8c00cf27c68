package io.virga.web.token;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.virga.contract.identity.TokenClaims;
import io.virga.model.Caller;
import io.virga.model.Caller.Delegation;
import io.virga.model.Caller.Scope;
import io.virga.model.CloudException.Unauthenticated;
import io.virga.model.ProjectId;
import io.virga.model.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Set;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/// Checks tokens where they arrive: signature, issuer, expiry, revocation. No call to another service but for a key
/// that is not known yet.
///
/// Only ES256 is accepted, whatever the token's header says (no `none`, no symmetric algorithms). Signatures once
/// verified are remembered; expiry and revocation are looked at every time.
@ApplicationScoped
public class TokenVerifier {

    /// Characters that a token may have: it must fit into a header.
    public static final int LONGEST = 8 * 1024;

    private static final AlgorithmConstraints ONLY_ES256 =
            new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);

    private final TokenKeys keys;
    private final Revocations revocations;
    private final Clock clock;
    private final ObjectMapper json = new ObjectMapper();
    private final Cache<String, TokenClaims> verified =
            Caffeine.newBuilder().maximumSize(10_000).build();

    TokenVerifier(TokenKeys keys, Revocations revocations, Clock clock) {
        this.keys = keys;
        this.revocations = revocations;
        this.clock = clock;
    }

    /// Throws `Unauthenticated` when the token is not, or no longer, good; the message does not say why. Throws
    /// `Unavailable` as long as the revocations in force are not known.
    public TokenClaims verify(String token) {
        return verify(token, TokenClaims.ISSUER);
    }

    /// The same for what is signed as tokens are but is none: `issuer` tells the kinds apart.
    public TokenClaims verify(String token, String issuer) {
        if (token.length() > LONGEST) {
            throw new Unauthenticated();
        }
        var claims = verified.getIfPresent(token);
        if (claims == null) {
            claims = signedClaims(token);
            verified.put(token, claims);
        }
        if (!issuer.equals(claims.issuer())) {
            throw new Unauthenticated();
        }
        revocations.requireComplete();
        if (!clock.instant().isBefore(claims.expiresAt()) || revocations.concern(claims)) {
            verified.invalidate(token);
            throw new Unauthenticated();
        }
        return claims;
    }

    private TokenClaims signedClaims(String token) {
        try {
            var signature = new JsonWebSignature();
            signature.setAlgorithmConstraints(ONLY_ES256);
            signature.setCompactSerialization(token);
            var keyId = signature.getKeyIdHeaderValue();
            signature.setKey(keys.key(keyId == null ? "" : keyId).orElseThrow(Unauthenticated::new));
            if (!signature.verifySignature()) {
                throw new Unauthenticated();
            }
            return json.readValue(signature.getPayload(), TokenClaims.class);
        } catch (JoseException | JsonProcessingException e) {
            throw new Unauthenticated();
        }
    }

    /// What the claims say of the caller's rights.
    public static Caller caller(TokenClaims claims) {
        var roles = claims.roles() == null ? Set.<String>of() : Set.copyOf(claims.roles());
        return new Caller(
                new UserId(claims.userId()),
                claims.userName(),
                scope(claims),
                roles,
                false,
                delegation(claims.origin()));
    }

    private static Delegation delegation(TokenClaims.Origin origin) {
        if (origin == null) {
            return new Delegation.None();
        }
        if (origin.application() != null) {
            var credential = origin.application();
            return new Delegation.ApplicationCredential(credential.id(), credential.unrestricted());
        }
        if (origin.trust() != null) {
            var trust = origin.trust();
            return new Delegation.Trust(trust.id(), trust.trustorId(), trust.trusteeId());
        }
        return origin.key() == null ? new Delegation.None() : new Delegation.Key(origin.key());
    }

    private static Scope scope(TokenClaims claims) {
        if (claims.projectId() != null) {
            return new Scope.Project(new ProjectId(claims.projectId()));
        }
        if (claims.domainId() != null) {
            return new Scope.Domain(claims.domainId());
        }
        return Boolean.TRUE.equals(claims.system()) ? new Scope.System() : new Scope.Unscoped();
    }
}
