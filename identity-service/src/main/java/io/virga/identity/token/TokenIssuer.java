package io.virga.identity.token;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.virga.identity.revocation.RevocationService;
import io.virga.identity.token.TokenRequest.WantedScope;
import io.virga.identity.user.Activity;
import io.virga.model.CloudException.Unauthenticated;
import io.virga.web.audit.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;

/// Issues tokens. None is stored: a token carries all that matters, signed.
@ApplicationScoped
class TokenIssuer {

    private final Authenticator authenticator;
    private final RevocationService revocations;
    private final NewTokens tokens;
    private final Receipts receipts;
    private final Activity activity;
    private final AuditTrail trail;

    TokenIssuer(
            Authenticator authenticator,
            RevocationService revocations,
            NewTokens tokens,
            Receipts receipts,
            Activity activity,
            AuditTrail trail) {
        this.authenticator = authenticator;
        this.revocations = revocations;
        this.tokens = tokens;
        this.receipts = receipts;
        this.activity = activity;
        this.trail = trail;
    }

    /// A receipt when the user has rules about methods and those used are a part of one. Throws `Unauthenticated`, and
    /// says no more, for everything that is wrong with the user or the scope.
    LoginAnswer issue(TokenRequest request, boolean withCatalog) {
        return answer(authenticator.identify(request.proofs()), request.scope(), withCatalog);
    }

    /// For somebody who has been identified already.
    Issued issue(Identity identity, WantedScope scope, boolean withCatalog) {
        return switch (answer(identity, scope, withCatalog)) {
            case Issued issued -> issued;
            case Receipt _ -> throw new Unauthenticated();
        };
    }

    private LoginAnswer answer(Identity identity, WantedScope scope, boolean withCatalog) {
        activity.of(identity.userId());
        var answer = QuarkusTransaction.requiringNew().call(() -> {
            tokens.prepare(scope);
            var now = revocations.holdOff();
            identity.parent().ifPresent(revocations::requireGood);
            var user = authenticator.subject(identity);
            return identity.suffices(user.options())
                    ? tokens.make(user, identity, scope, now, withCatalog)
                    : receipts.give(user, identity, now);
        });
        if (answer instanceof Issued issued) {
            trail.issued(issued.claims());
        }
        return answer;
    }
}
