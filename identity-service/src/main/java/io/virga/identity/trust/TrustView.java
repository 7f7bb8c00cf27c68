package io.virga.identity.trust;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.virga.identity.ApiLinks;
import io.virga.identity.Timestamps;
import io.virga.identity.role.RoleView;
import java.time.Instant;
import java.util.List;

/// A trust as Identity v3 shows it; listings leave the roles out.
record TrustView(
        String id,
        @JsonProperty("trustor_user_id") String trustorId,
        @JsonProperty("trustee_user_id") String trusteeId,
        @JsonProperty("project_id") String projectId,
        boolean impersonation,
        @JsonProperty("expires_at") String expiresAt,
        @JsonProperty("deleted_at") Instant deletedAt,
        @JsonProperty("remaining_uses") Integer remainingUses,
        @JsonProperty("redelegation_count") int redelegationCount,
        @JsonProperty("redelegated_trust_id") String redelegatedTrustId,
        @JsonInclude(JsonInclude.Include.NON_NULL) List<RoleView> roles,

        @JsonProperty("roles_links") @JsonInclude(JsonInclude.Include.NON_NULL)
        RolesLinks rolesLinks,

        ApiLinks.Self links) {

    record One(TrustView trust) {}

    record RolesLinks(String self, String next, String previous) {}

    /// `roles` null in listings.
    static TrustView of(Trust trust, List<RoleView> roles, ApiLinks links) {
        var self = links.self("OS-TRUST/trusts", trust.id());
        return new TrustView(
                trust.id(),
                trust.trustorId(),
                trust.trusteeId(),
                trust.projectId(),
                trust.impersonation(),
                trust.expiresAt().map(Timestamps::inUtc).orElse(null),
                null,
                trust.remainingUses().orElse(null),
                trust.redelegationCount(),
                trust.redelegatedTrustId().orElse(null),
                roles,
                roles == null ? null : new RolesLinks(self.self() + "/roles", null, null),
                self);
    }
}
