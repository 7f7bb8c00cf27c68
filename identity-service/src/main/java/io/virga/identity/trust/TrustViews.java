package io.virga.identity.trust;

import io.virga.identity.ApiLinks;
import io.virga.identity.role.RoleView;
import io.virga.identity.role.Roles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/// Spells out the roles that a trust names by ids.
@ApplicationScoped
class TrustViews {

    private final Roles roles;
    private final ApiLinks links;

    TrustViews(Roles roles, ApiLinks links) {
        this.roles = roles;
        this.links = links;
    }

    @Transactional
    TrustView of(Trust trust) {
        return TrustView.of(trust, roles(trust), links);
    }

    /// Without the roles.
    TrustView summary(Trust trust) {
        return TrustView.of(trust, null, links);
    }

    @Transactional
    List<RoleView> roles(Trust trust) {
        return roles.withIds(trust.roleIds()).stream()
                .map(role -> RoleView.of(role, links))
                .toList();
    }
}
