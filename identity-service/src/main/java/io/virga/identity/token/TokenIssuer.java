package io.virga.identity.token;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.virga.contract.identity.TokenClaims;
import io.virga.identity.IdentityConfig;
import io.virga.identity.revocation.RevocationService;
import io.virga.identity.token.Handovers.Handover;
import io.virga.identity.token.TokenRequest.WantedScope;
import io.virga.web.audit.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/// Issues tokens. None is stored: a token carries all that matters, signed.
@ApplicationScoped
class TokenIssuer {

    private final Authenticator authenticator;
    private final Handovers handovers;
    private final ScopeResolver scopes;
    private final RevocationService revocations;
    private final TokenViews views;
    private final TokenSigner signer;
    private final IdentityConfig config;
    private final AuditTrail trail;

    TokenIssuer(
            Authenticator authenticator,
            Handovers handovers,
            ScopeResolver scopes,
            RevocationService revocations,
            TokenViews views,
            TokenSigner signer,
            IdentityConfig config,
            AuditTrail trail) {
        this.authenticator = authenticator;
        this.handovers = handovers;
        this.scopes = scopes;
        this.revocations = revocations;
        this.views = views;
        this.signer = signer;
        this.config = config;
        this.trail = trail;
    }

    /// Throws `Unauthenticated`, and says no more, for everything that is wrong with the user or the scope.
    Issued issue(TokenRequest request, boolean withCatalog) {
        return issue(authenticator.identify(request.proofs()), request.scope(), withCatalog);
    }

    /// For somebody who has been identified already.
    Issued issue(Identity identity, WantedScope scope, boolean withCatalog) {
        var issued = QuarkusTransaction.requiringNew().call(() -> {
            handovers.prepare(scope);
            var claims = claims(identity, scope, revocations.holdOff());
            return new Issued(signer.sign(claims), claims, views.of(claims, withCatalog));
        });
        trail.issued(issued.claims());
        return issued;
    }

    private TokenClaims claims(Identity identity, WantedScope scope, Instant now) {
        var user = authenticator.subject(identity);
        user.activeNow();
        return handovers
                .of(user, identity, scope)
                .map(handover -> claims(handover, identity, now))
                .orElseGet(() -> NewClaims.of(
                        user, identity, scopes.resolve(user, identity, scope), now, config.tokenLifetime()));
    }

    private TokenClaims claims(Handover handover, Identity identity, Instant now) {
        var handed = identity.handed(handover.origin(), handover.end());
        return NewClaims.of(handover.bearer(), handed, scopes.resolve(handover), now, config.tokenLifetime());
    }
}
