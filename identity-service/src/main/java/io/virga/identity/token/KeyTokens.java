package io.virga.identity.token;

import io.virga.contract.identity.TokenClaims.Origin;
import io.virga.identity.token.TokenRequest.WantedScope;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// Issues tokens to those who proved themselves by a key that is good in one project.
@ApplicationScoped
public class KeyTokens {

    private final TokenIssuer issuer;

    KeyTokens(TokenIssuer issuer) {
        this.issuer = issuer;
    }

    /// `Unauthenticated` when the user has none of the roles in the project any more.
    public Issued issue(String userId, String projectId, Set<String> roleIds, String keyId) {
        var origin = new Origin(null, null, keyId, null);
        return issuer.issue(
                Identity.by("ec2credential", userId, Optional.of(origin), Instant.MAX),
                new WantedScope.Key(projectId, roleIds),
                true);
    }
}
