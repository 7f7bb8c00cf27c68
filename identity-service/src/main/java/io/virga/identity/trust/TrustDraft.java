package io.virga.identity.trust;

import io.virga.identity.delegation.Expiry;
import io.virga.identity.delegation.WantedRole;
import io.virga.model.CloudException.Forbidden;
import io.virga.model.CloudException.Invalid;
import io.virga.web.Fields;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What a request says about a new trust.
record TrustDraft(
        String trustorId,
        String trusteeId,
        String projectId,
        boolean impersonation,
        Optional<Instant> expiresAt,
        Optional<Integer> remainingUses,
        boolean allowRedelegation,
        Optional<Integer> redelegationCount,
        List<WantedRole> roles) {

    private static final int MAX_ID = 64;

    static TrustDraft of(String body, Instant now) {
        var trust = Fields.parse(body).object("trust");
        var allowed = trust.optionalBool("allow_redelegation").orElse(false);
        var count = integer(trust.optionalInteger("redelegation_count", 0, Integer.MAX_VALUE));
        var draft = new TrustDraft(
                trust.text("trustor_user_id", 1, MAX_ID),
                trust.text("trustee_user_id", 1, MAX_ID),
                trust.text("project_id", 1, MAX_ID),
                trust.bool("impersonation"),
                Expiry.read(trust, "expires_at", now),
                integer(trust.optionalInteger("remaining_uses", 1, Integer.MAX_VALUE)),
                allowed && count.filter(zero -> zero == 0).isEmpty(),
                count,
                WantedRole.list(trust, "roles"));
        if (draft.roles().isEmpty()) {
            throw new Forbidden("At least one role should be specified.");
        }
        if (draft.allowRedelegation() && draft.remainingUses().isPresent()) {
            throw new Invalid("trust.remaining_uses must not be set if redelegation is allowed.");
        }
        return draft;
    }

    private static Optional<Integer> integer(OptionalLong value) {
        return value.isPresent() ? Optional.of((int) value.getAsLong()) : Optional.empty();
    }
}
