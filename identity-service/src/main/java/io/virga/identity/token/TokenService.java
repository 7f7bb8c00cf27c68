package io.virga.identity.token;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.virga.contract.identity.TokenClaims;
import io.virga.identity.IdentityConfig;
import io.virga.identity.domain.Domains;
import io.virga.identity.revocation.RevocationService;
import io.virga.identity.token.Handovers.Handover;
import io.virga.identity.token.ScopeResolver.Granted;
import io.virga.identity.token.TokenRequest.WantedScope;
import io.virga.identity.user.User;
import io.virga.identity.user.Users;
import io.virga.model.CloudException.NotFound;
import io.virga.model.CloudException.Unauthenticated;
import io.virga.web.CurrentRule;
import io.virga.web.Target;
import io.virga.web.token.TokenVerifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/// Issues tokens, explains them and ends them. No token is stored: it carries all that matters, signed.
@ApplicationScoped
public class TokenService {

    private static final int MICROS = 1_000;

    private final Authenticator authenticator;
    private final Handovers handovers;
    private final ScopeResolver scopes;
    private final TokenSigner signer;
    private final TokenVerifier verifier;
    private final RevocationService revocations;
    private final Users users;
    private final Domains domains;
    private final CurrentRule rule;
    private final IdentityConfig config;
    private final Clock clock;

    TokenService(
            Authenticator authenticator,
            Handovers handovers,
            ScopeResolver scopes,
            TokenSigner signer,
            TokenVerifier verifier,
            RevocationService revocations,
            Users users,
            Domains domains,
            CurrentRule rule,
            IdentityConfig config,
            Clock clock) {
        this.authenticator = authenticator;
        this.handovers = handovers;
        this.scopes = scopes;
        this.signer = signer;
        this.verifier = verifier;
        this.revocations = revocations;
        this.users = users;
        this.domains = domains;
        this.rule = rule;
        this.config = config;
        this.clock = clock;
    }

    /// A token and what it says.
    record Issued(String token, TokenClaims claims) {}

    /// Throws `Unauthenticated`, and says no more, for everything that is wrong with the user or the scope.
    Issued issue(TokenRequest request) {
        return issue(authenticator.identify(request.proofs()), request.scope());
    }

    /// For somebody who has been identified already.
    Issued issue(Identity identity, WantedScope scope) {
        var claims = QuarkusTransaction.requiringNew().call(() -> {
            handovers.prepare(scope);
            revocations.holdOff();
            var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            var user = users.find(identity.userId())
                    .filter(found -> mayLogIn(found, identity))
                    .orElseThrow(Unauthenticated::new);
            var handover = handovers.of(user, identity, scope);
            return handover.isPresent()
                    ? claims(handover.get(), identity, now)
                    : claims(user, identity, scopes.resolve(user, identity, scope), now);
        });
        return new Issued(signer.sign(claims), claims);
    }

    // The password may have been changed since it was checked.
    private boolean mayLogIn(User user, Identity identity) {
        var provenYet =
                identity.passwordHash().isEmpty() || identity.passwordHash().equals(user.passwordHash());
        return provenYet && user.enabled() && domains.get(user.domainId()).enabled();
    }

    private TokenClaims claims(Handover handover, Identity identity, Instant now) {
        var handed = identity.handed(handover.origin(), handover.end());
        return claims(handover.bearer(), handed, scopes.resolve(handover), now);
    }

    private TokenClaims claims(User user, Identity identity, Granted granted, Instant now) {
        var end = now.plus(config.tokenLifetime());
        var auditIds = new ArrayList<String>();
        auditIds.add(auditId());
        auditIds.addAll(identity.chain());
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
                List.copyOf(auditIds),
                now.getEpochSecond(),
                now.getNano() / MICROS,
                (end.isBefore(identity.latestEnd()) ? end : identity.latestEnd()).getEpochSecond(),
                identity.origin().orElse(null));
    }

    /// What the token says. One that is not good any more is not found.
    TokenClaims inspect(String token) {
        TokenClaims claims;
        try {
            claims = verifier.verify(token);
        } catch (Unauthenticated _) {
            throw new NotFound("token", "the X-Subject-Token");
        }
        rule.require(Target.user(claims.userId(), claims.userDomainId()));
        return claims;
    }

    /// Ends the token and those made from it; those that it was made from stay good.
    void revoke(String token) {
        var claims = inspect(token);
        revocations.token(claims.auditIds().getFirst());
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
