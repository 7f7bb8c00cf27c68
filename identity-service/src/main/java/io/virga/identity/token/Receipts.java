package io.virga.identity.token;

import io.virga.contract.identity.TokenClaims;
import io.virga.identity.Timestamps;
import io.virga.identity.domain.Domains;
import io.virga.identity.token.TokenView.Named;
import io.virga.identity.user.User;
import io.virga.model.CloudException.Unauthenticated;
import io.virga.web.token.TokenVerifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;

/// Gives receipts for a part of the proofs that a user needs, and takes them back with the rest. None is stored: they
/// are signed as tokens are, and end as early as the user's tokens do, by what revokes those.
@ApplicationScoped
class Receipts {

    /// `iss` of receipts, so that none of them is a token.
    private static final String ISSUER = "virga:receipt";

    private static final Duration LIFETIME = Duration.ofMinutes(5);

    private final TokenSigner signer;
    private final TokenVerifier verifier;
    private final Domains domains;

    Receipts(TokenSigner signer, TokenVerifier verifier, Domains domains) {
        this.signer = signer;
        this.verifier = verifier;
        this.domains = domains;
    }

    /// Throws `Unauthenticated` when the methods used are a part of none of the user's rules, or when what they gave
    /// access to was less than all that the user may do, which a receipt does not say.
    Receipt give(User user, Identity identity, Instant now) {
        var missing = user.options().rulesWith(identity.methods());
        if (missing.isEmpty()
                || identity.origin().isPresent()
                || identity.parent().isPresent()) {
            throw new Unauthenticated();
        }
        var claims = NewClaims.receipt(ISSUER, user, identity, now, LIFETIME);
        var domain = domains.get(user.domainId());
        var whose = new Receipt.Whose(user.id(), user.name(), new Named(domain.id(), domain.name()));
        var view = new Receipt.Of(
                claims.methods(), whose, Timestamps.inUtc(claims.issuedAt()), Timestamps.inUtc(claims.expiresAt()));
        return new Receipt(signer.sign(claims), new Receipt.View(view, missing));
    }

    /// What was proved before. Throws `Unauthenticated` for a receipt that is not, or no longer, good.
    Identity read(String receipt) {
        TokenClaims claims = verifier.verify(receipt, ISSUER);
        return Identity.byReceipt(claims);
    }
}
