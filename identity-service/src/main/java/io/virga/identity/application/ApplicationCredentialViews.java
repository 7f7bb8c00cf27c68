package io.virga.identity.application;

import io.virga.identity.ApiLinks;
import io.virga.identity.Timestamps;
import io.virga.identity.application.ApplicationCredentialView.RoleOf;
import io.virga.identity.application.ApplicationCredentialView.RuleOf;
import io.virga.identity.role.Roles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/// Spells out what an application credential names by ids.
@ApplicationScoped
class ApplicationCredentialViews {

    private final Roles roles;
    private final AccessRules rules;
    private final ApiLinks links;

    ApplicationCredentialViews(Roles roles, AccessRules rules, ApiLinks links) {
        this.roles = roles;
        this.rules = rules;
        this.links = links;
    }

    @Transactional
    ApplicationCredentialView of(ApplicationCredential credential, String secret) {
        return new ApplicationCredentialView(
                credential.id(),
                credential.name(),
                credential.description().orElse(null),
                credential.userId(),
                credential.projectId(),
                secret,
                credential.expiresAt().map(Timestamps::withoutOffset).orElse(null),
                credential.unrestricted(),
                null,
                roles.withIds(credential.roleIds()).stream().map(RoleOf::of).toList(),
                credential
                        .ruleIds()
                        .map(rules::withIds)
                        .map(found -> found.stream().map(RuleOf::of).toList())
                        .orElse(null),
                links.self("users/" + credential.userId() + "/application_credentials", credential.id()));
    }

    @Transactional
    List<ApplicationCredentialView> of(List<ApplicationCredential> credentials) {
        return credentials.stream().map(credential -> of(credential, null)).toList();
    }
}
