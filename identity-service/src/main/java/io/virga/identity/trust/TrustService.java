package io.virga.identity.trust;

import io.virga.identity.Ids;
import io.virga.identity.delegation.RoleChoice;
import io.virga.identity.delegation.RoleChoice.Chosen;
import io.virga.identity.revocation.RevocationService;
import io.virga.identity.user.UserRule;
import io.virga.identity.user.Users;
import io.virga.model.Caller.Delegation;
import io.virga.model.CloudException.Forbidden;
import io.virga.model.CloudException.NotFound;
import io.virga.web.CurrentCaller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/// Trusts are made by trustors for what their token can do, looked at by both sides, and ended by the trustor.
///
/// An application credential or a key does not lead to trusts at all. A trust's own token hands on what it has where
/// its trust allows that, and ends what it handed on, no more.
@ApplicationScoped
public class TrustService {

    private final Trusts trusts;
    private final Redelegation redelegation;
    private final RoleChoice roleChoice;
    private final UserRule rule;
    private final Users users;
    private final RevocationService revocations;
    private final CurrentCaller current;

    TrustService(
            Trusts trusts,
            Redelegation redelegation,
            RoleChoice roleChoice,
            UserRule rule,
            Users users,
            RevocationService revocations,
            CurrentCaller current) {
        this.trusts = trusts;
        this.redelegation = redelegation;
        this.roleChoice = roleChoice;
        this.rule = rule;
        this.users = users;
        this.revocations = revocations;
        this.current = current;
    }

    /// Those of a trustor, of a trustee, or all, for who may see these.
    @Transactional
    List<Trust> list(Optional<String> trustorId, Optional<String> trusteeId) {
        ownTrust();
        trustorId.or(() -> trusteeId).ifPresentOrElse(rule::requireAny, rule::requireAll);
        return trusts.list(trustorId, trusteeId);
    }

    @Transactional
    Trust get(String id) {
        ownTrust();
        var trust = find(id);
        rule.requireAny(trust.trustorId(), trust.trusteeId());
        return trust;
    }

    /// Only as the trustor, in the project of the token.
    @Transactional
    Trust create(TrustDraft draft) {
        var parent = ownTrust().map(this::find);
        var caller = current.get();
        if (!caller.user().value().equals(draft.trustorId())) {
            throw new Forbidden("The authenticated user should match the trustor.");
        }
        rule.requireAny(draft.trustorId());
        users.get(draft.trusteeId());
        if (caller.projectScope()
                .filter(project -> project.value().equals(draft.projectId()))
                .isEmpty()) {
            throw new Forbidden("A trust is made with a token that is scoped to its project.");
        }
        var trust = new Trust(Ids.random(), draft, roles(draft));
        redelegation.settle(trust, draft, parent);
        trusts.add(trust);
        return trust;
    }

    private Chosen roles(TrustDraft draft) {
        return roleChoice.among(roleChoice.within(current.claims()), draft.roles(), role -> new NotFound("role", role));
    }

    @Transactional
    void delete(String id) {
        var own = ownTrust();
        var trust = find(id);
        rule.requireAny(trust.trustorId());
        var ending = trusts.downwards(id);
        if (own.filter(mine -> mine.equals(id) || !trusts.downwards(mine).contains(id))
                .isPresent()) {
            throw new Forbidden("A trust's token ends only what was handed on with it.");
        }
        ending.forEach(revocations::tokensOfDelegation);
        trusts.remove(trust);
    }

    private Trust find(String id) {
        return trusts.find(id).orElseThrow(() -> new NotFound("trust", id));
    }

    // The trust whose token the caller has; Forbidden for those of other delegations.
    private Optional<String> ownTrust() {
        return switch (current.get().delegation()) {
            case Delegation.None _ -> Optional.empty();
            case Delegation.Trust trust -> Optional.of(trust.id());
            case Delegation.ApplicationCredential _, Delegation.Key _ ->
                throw new Forbidden("A token of an application credential or a key does not lead to trusts.");
        };
    }
}
