package io.virga.identity.token;

import io.virga.contract.identity.TokenClaims;
import io.virga.identity.revocation.RevocationService;
import io.virga.model.CloudException.NotFound;
import io.virga.model.CloudException.Unauthenticated;
import io.virga.web.CurrentRule;
import io.virga.web.Target;
import io.virga.web.token.TokenVerifier;
import jakarta.enterprise.context.ApplicationScoped;

/// Explains tokens and ends them.
@ApplicationScoped
public class TokenService {

    private final TokenVerifier verifier;
    private final RevocationService revocations;
    private final CurrentRule rule;

    TokenService(TokenVerifier verifier, RevocationService revocations, CurrentRule rule) {
        this.verifier = verifier;
        this.revocations = revocations;
        this.rule = rule;
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
}
