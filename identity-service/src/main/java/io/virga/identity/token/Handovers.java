package io.virga.identity.token;

import io.virga.contract.identity.TokenClaims;
import io.virga.contract.identity.TokenClaims.Origin;
import io.virga.identity.application.ApplicationCredentials;
import io.virga.identity.role.Role;
import io.virga.identity.token.TokenRequest.WantedScope;
import io.virga.identity.trust.TrustLogins;
import io.virga.identity.user.User;
import io.virga.model.CloudException.Forbidden;
import io.virga.model.CloudException.Unauthenticated;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/// Finds out whether the rights of a token were handed over, and what is stored of that now, while the token is being
/// issued: a delegation that has ended since it was proved gives nothing.
@ApplicationScoped
class Handovers {

    private final ApplicationCredentials applications;
    private final TrustLogins trusts;

    Handovers(ApplicationCredentials applications, TrustLogins trusts) {
        this.applications = applications;
        this.trusts = trusts;
    }

    /// To be called before anything else of the transaction.
    void prepare(WantedScope wanted) {
        if (wanted instanceof WantedScope.Trust(var id)) {
            trusts.prepare(id);
        }
    }

    /// Of the rights that `holder` has in the project those in `roles`, for a token of `bearer` that ends no later than
    /// `end`.
    record Handover(User holder, User bearer, String projectId, Predicate<Role> roles, Origin origin, Instant end) {}

    /// Empty for a user with rights of their own, and for a token made from a delegated one.
    Optional<Handover> of(User user, Identity identity, WantedScope wanted) {
        identity.parent().ifPresent(parent -> refuseRescoping(parent, wanted));
        if (identity.parent().flatMap(TokenClaims::delegationId).isPresent()) {
            return Optional.empty();
        }
        if (wanted instanceof WantedScope.Key(var projectId, var roleIds)) {
            return Optional.of(new Handover(
                    user,
                    user,
                    projectId,
                    role -> roleIds.contains(role.id()),
                    identity.origin().orElseThrow(),
                    Instant.MAX));
        }
        if (wanted instanceof WantedScope.Trust(var id)
                && identity.origin().map(Origin::application).isEmpty()) {
            return Optional.of(byTrust(user, id));
        }
        return identity.origin().map(Origin::application).map(proved -> byApplication(user, proved, wanted));
    }

    // Trusts and keys are good for one token at a time: whoever wants another one comes with the proof again.
    private static void refuseRescoping(TokenClaims parent, WantedScope wanted) {
        var origin = parent.origin();
        if (origin != null
                && (origin.trust() != null
                        || origin.key() != null
                        || (origin.application() != null && wanted instanceof WantedScope.Trust))) {
            throw new Forbidden("A delegated token cannot be used to get another one.");
        }
    }

    private Handover byTrust(User trustee, String trustId) {
        var trusted = trusts.use(trustId, trustee);
        var trust = trusted.trust();
        var roleIds = trust.allRoleIds();
        var claims = new TokenClaims.Trust(
                trust.id(),
                trust.trustorId(),
                trust.trusteeId(),
                trust.impersonation(),
                trusted.others().isEmpty() ? null : trusted.others());
        return new Handover(
                trusted.holder(),
                trusted.bearer(),
                trust.projectId(),
                role -> roleIds.contains(role.id()),
                new Origin(null, claims, null, null),
                trusted.end());
    }

    private Handover byApplication(User user, TokenClaims.ApplicationCredential proved, WantedScope wanted) {
        if (!(wanted instanceof WantedScope.Default)) {
            throw new Unauthenticated(
                    "Error authenticating with application credential: Application credentials cannot request a scope.");
        }
        var credential = applications.findGood(proved.id()).orElseThrow(Unauthenticated::new);
        var roleIds = credential.roleIds();
        return new Handover(
                user,
                user,
                credential.projectId(),
                role -> roleIds.contains(role.id()),
                applications.origin(credential),
                credential.expiresAt().orElse(Instant.MAX));
    }
}
