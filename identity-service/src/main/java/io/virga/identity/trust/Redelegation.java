package io.virga.identity.trust;

import io.virga.model.CloudException.Forbidden;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

/// How far, how long and as whom a trust may be handed on. Each trust of a chain allows at most what the one before it
/// does. Its roles do, because they are among those of the token that makes it.
@ApplicationScoped
class Redelegation {

    /// Keystone's default.
    private static final int LONGEST_CHAIN = 3;

    /// `parent` is the trust by whose token `trust` is made. Throws `Forbidden` for more than that one allows.
    void settle(Trust trust, TrustDraft draft, Optional<Trust> parent) {
        parent.ifPresent(known -> requireWithin(known, draft));
        trust.end(parent.flatMap(Trust::expiresAt)
                .filter(end -> draft.expiresAt().isEmpty())
                .or(draft::expiresAt));
        trust.redelegate(count(draft, parent), parent);
    }

    private int count(TrustDraft draft, Optional<Trust> parent) {
        var most = parent.map(known -> known.redelegationCount() - 1).orElse(LONGEST_CHAIN);
        if (!draft.allowRedelegation()) {
            return 0;
        }
        var wanted = draft.redelegationCount().orElse(most);
        if (wanted > most) {
            throw new Forbidden(
                    "Requested redelegation depth of %d is greater than allowed %d".formatted(wanted, most));
        }
        if (parent.isPresent() && wanted != most) {
            throw new Forbidden("Modifying \"redelegation_count\" upon redelegation is forbidden.");
        }
        return wanted;
    }

    private static void requireWithin(Trust parent, TrustDraft draft) {
        if (parent.redelegationCount() == 0) {
            throw new Forbidden("The trust does not allow to be handed on.");
        }
        if (draft.remainingUses().isPresent()) {
            throw new Forbidden("remaining_uses must not be set in order to redelegate a trust.");
        }
        if (draft.impersonation() && !parent.impersonation()) {
            throw new Forbidden("Impersonation is not allowed because redelegated trust does not specify it.");
        }
        var end = parent.expiresAt().orElse(Instant.MAX);
        if (draft.expiresAt().filter(wanted -> wanted.isAfter(end)).isPresent()) {
            throw new Forbidden("Requested expiration time is more than redelegated trust can provide.");
        }
    }
}
