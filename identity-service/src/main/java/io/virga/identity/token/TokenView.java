package io.virga.identity.token;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.virga.contract.identity.TokenClaims;
import io.virga.contract.identity.TokenClaims.Origin;
import io.virga.identity.catalog.CatalogEntry;
import java.util.List;
import java.util.Optional;

/// A token as Identity v3 shows it: whose it is, where it is good, and until when.
@JsonInclude(JsonInclude.Include.NON_NULL)
record TokenView(
        List<String> methods,
        Whose user,
        @JsonProperty("audit_ids") List<String> auditIds,
        @JsonProperty("issued_at") String issuedAt,
        @JsonProperty("expires_at") String expiresAt,
        @JsonProperty("is_domain") Boolean isDomain,
        List<Named> roles,
        Within project,
        Named domain,
        Everything system,
        @JsonProperty("application_credential") Application application,
        @JsonProperty("OS-TRUST:trust") Trust trust,
        List<CatalogEntry> catalog) {

    record One(TokenView token) {}

    record Named(String id, String name) {}

    record Within(String id, String name, Named domain) {}

    record Whose(
            String id,
            String name,
            Named domain,

            @JsonProperty("password_expires_at") @JsonInclude(JsonInclude.Include.ALWAYS)
            String passwordExpiresAt,

            @JsonProperty("OS-FEDERATION") @JsonInclude(JsonInclude.Include.NON_NULL)
            Federation federation) {}

    /// Who vouched for the user, and the groups that the mapping gave.
    record Federation(@JsonProperty("identity_provider") Id identityProvider, Id protocol, List<Id> groups) {

        static Federation of(TokenClaims claims) {
            return Optional.ofNullable(claims.origin())
                    .map(Origin::federated)
                    .map(found -> new Federation(
                            new Id(found.identityProvider()),
                            new Id(found.protocol()),
                            found.groupIds().stream().map(Id::new).toList()))
                    .orElse(null);
        }
    }

    record Id(String id) {}

    /// `accessRules` null: every call is allowed.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Application(
            String id,
            String name,
            boolean restricted,
            @JsonProperty("access_rules") List<AccessRule> accessRules) {

        static Application of(TokenClaims claims) {
            return Optional.ofNullable(claims.origin())
                    .map(Origin::application)
                    .map(credential -> new Application(
                            credential.id(),
                            credential.name(),
                            !credential.unrestricted(),
                            credential.rules() == null
                                    ? null
                                    : credential.rules().stream()
                                            .map(AccessRule::of)
                                            .toList()))
                    .orElse(null);
        }
    }

    record Trust(
            String id,
            boolean impersonation,
            @JsonProperty("trustor_user") Id trustor,
            @JsonProperty("trustee_user") Id trustee) {

        static Trust of(TokenClaims claims) {
            return Optional.ofNullable(claims.origin())
                    .map(Origin::trust)
                    .map(trust -> new Trust(
                            trust.id(), trust.impersonation(), new Id(trust.trustorId()), new Id(trust.trusteeId())))
                    .orElse(null);
        }
    }

    record AccessRule(String service, String method, String path) {

        private static AccessRule of(TokenClaims.AccessRule rule) {
            return new AccessRule(rule.service(), rule.method(), rule.path());
        }
    }

    record Everything(boolean all) {}
}
