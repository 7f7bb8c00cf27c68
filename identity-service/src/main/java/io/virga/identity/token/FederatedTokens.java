package io.virga.identity.token;

import io.virga.contract.identity.TokenClaims.Federated;
import io.virga.contract.identity.TokenClaims.Origin;
import io.virga.identity.token.TokenRequest.WantedScope;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Issues tokens to those whom an identity provider vouches for. Their catalog is shown when they are looked at.
@ApplicationScoped
public class FederatedTokens {

    private final TokenIssuer tokens;

    FederatedTokens(TokenIssuer tokens) {
        this.tokens = tokens;
    }

    /// Who it is, by which method; `federation` is empty for a user of this cloud, whose rights are their own.
    public record Vouched(String userId, String method, Optional<Federated> federation, Instant latestEnd) {

        public List<String> groupIds() {
            return federation.map(Federated::groupIds).orElse(List.of());
        }

        /// The same, but no longer than until `end`.
        public Vouched until(Instant end) {
            return end.isBefore(latestEnd) ? new Vouched(userId, method, federation, end) : this;
        }

        private Identity identity() {
            return Identity.by(method, userId, federation.map(found -> new Origin(null, null, null, found)), latestEnd);
        }
    }

    public Issued unscoped(Vouched vouched) {
        return tokens.issue(vouched.identity(), new WantedScope.Unscoped(), false);
    }

    /// `Unauthenticated` when they have no role there.
    public Issued inProject(Vouched vouched, String projectId) {
        return tokens.issue(
                vouched.identity(),
                new WantedScope.Project(Optional.of(projectId), Optional.empty(), Optional.empty()),
                false);
    }
}
