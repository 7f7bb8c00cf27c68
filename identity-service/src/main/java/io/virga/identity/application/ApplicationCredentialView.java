package io.virga.identity.application;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.virga.contract.identity.TokenClaims;
import io.virga.identity.ApiLinks;
import io.virga.identity.role.Role;
import java.util.List;

/// An application credential as Identity v3 shows it; the secret only in the answer that makes it.
record ApplicationCredentialView(
        String id,
        String name,
        String description,
        @JsonProperty("user_id") String userId,
        @JsonProperty("project_id") String projectId,
        @JsonInclude(JsonInclude.Include.NON_NULL) String secret,
        @JsonProperty("expires_at") String expiresAt,
        boolean unrestricted,
        String system,
        List<RoleOf> roles,

        @JsonProperty("access_rules") @JsonInclude(JsonInclude.Include.NON_NULL)
        List<RuleOf> accessRules,

        ApiLinks.Self links) {

    record One(@JsonProperty("application_credential") ApplicationCredentialView credential) {}

    record RoleOf(
            String id,
            String name,
            @JsonProperty("domain_id") String domainId) {
        static RoleOf of(Role role) {
            return new RoleOf(role.id(), role.name(), role.domainId().orElse(null));
        }
    }

    record RuleOf(String id, String service, String method, String path) {
        static RuleOf of(AccessRule rule) {
            return of(rule.id(), rule.call());
        }

        private static RuleOf of(String id, TokenClaims.AccessRule call) {
            return new RuleOf(id, call.service(), call.method(), call.path());
        }
    }
}
