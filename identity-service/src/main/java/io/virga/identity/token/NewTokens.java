package io.virga.identity.token;

import io.virga.contract.identity.TokenClaims;
import io.virga.identity.IdentityConfig;
import io.virga.identity.token.Handovers.Handover;
import io.virga.identity.token.TokenRequest.WantedScope;
import io.virga.identity.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/// Works out what somebody may do where they want to work, and writes it down and signs it.
@ApplicationScoped
class NewTokens {

    private final Handovers handovers;
    private final ScopeResolver scopes;
    private final TokenViews views;
    private final TokenSigner signer;
    private final IdentityConfig config;

    NewTokens(Handovers handovers, ScopeResolver scopes, TokenViews views, TokenSigner signer, IdentityConfig config) {
        this.handovers = handovers;
        this.scopes = scopes;
        this.views = views;
        this.signer = signer;
        this.config = config;
    }

    /// To be called before anything else of the transaction.
    void prepare(WantedScope scope) {
        handovers.prepare(scope);
    }

    /// Throws `Unauthenticated`, and says no more, for everything that is wrong with the scope.
    Issued make(User user, Identity identity, WantedScope scope, Instant now, boolean withCatalog) {
        var claims = claims(user, identity, scope, now);
        return new Issued(signer.sign(claims), claims, views.of(claims, withCatalog));
    }

    private TokenClaims claims(User user, Identity identity, WantedScope scope, Instant now) {
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
