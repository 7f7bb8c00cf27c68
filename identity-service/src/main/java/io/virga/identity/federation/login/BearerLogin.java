package io.virga.identity.federation.login;

import io.virga.identity.project.Project;
import io.virga.identity.role.ReachService;
import io.virga.identity.token.FederatedTokens;
import io.virga.identity.token.Issued;
import io.virga.model.CloudException.Forbidden;
import io.virga.model.CloudException.Unauthenticated;
import io.virga.web.audit.AuditTrail;
import io.virga.web.token.BearerExchange;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/// Exchanges an access token that was sent to one of the cloud's services, by the mapping of the issuer's identity
/// provider. The token that comes of it ends no later than the access token.
@ApplicationScoped
class BearerLogin implements BearerExchange {

    private final AccessTokens accessTokens;
    private final FederatedLoginService logins;
    private final Arrivals arrivals;
    private final ReachService reach;
    private final FederatedTokens tokens;
    private final AuditTrail trail;

    BearerLogin(
            AccessTokens accessTokens,
            FederatedLoginService logins,
            Arrivals arrivals,
            ReachService reach,
            FederatedTokens tokens,
            AuditTrail trail) {
        this.accessTokens = accessTokens;
        this.logins = logins;
        this.arrivals = arrivals;
        this.reach = reach;
        this.tokens = tokens;
        this.trail = trail;
    }

    @Override
    public String exchange(String accessToken, Optional<String> project) {
        var token = issue(accessToken, project).token();
        trail.onlyBegan();
        return token;
    }

    /// In the project wanted, by id or by name in the identity provider's domain; without a wish in the only one that
    /// there is, or unscoped.
    Issued issue(String accessToken, Optional<String> project) {
        var idp = accessTokens.claimedProvider(accessToken).orElseThrow(Unauthenticated::new);
        var door = logins.door(idp, accessTokens.bearerProtocol(idp));
        var verified = accessTokens.verify(idp, accessToken);
        var vouched = arrivals.settle(door, verified).until(verified.end());
        var within = reach.projects(vouched.userId(), vouched.groupIds());
        return project.map(wanted -> find(within, wanted, door.provider().domainId()))
                .or(() -> within.size() == 1 ? Optional.of(within.getFirst()) : Optional.empty())
                .map(found -> tokens.inProject(vouched, found.id()))
                .orElseGet(() -> tokens.unscoped(vouched));
    }

    // A project that does not exist and one where the user has no role look the same.
    private static Project find(List<Project> within, String wanted, String domainId) {
        return within.stream()
                .filter(project -> project.id().equals(wanted)
                        || (project.name().equals(wanted) && project.domainId().equals(domainId)))
                .findFirst()
                .orElseThrow(() -> new Forbidden("You have no role in a project %s.".formatted(wanted)));
    }
}
