package io.virga.identity.role;

import io.virga.identity.role.Target.OnSystem;
import io.virga.model.CloudException.Forbidden;
import io.virga.model.CloudException.Invalid;
import io.virga.model.CloudException.NotFound;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/// Gives roles and takes them away. Taking one away ends the tokens that may carry it.
@ApplicationScoped
public class GrantService {

    private final Grants grants;
    private final GrantReach reach;
    private final LostRights lost;

    GrantService(Grants grants, GrantReach reach, LostRights lost) {
        this.grants = grants;
        this.reach = reach;
        this.lost = lost;
    }

    @Transactional
    List<Role> list(Holding holding) {
        reach.domain(holding);
        return grants.roles(holding);
    }

    @Transactional
    void check(Holding holding, String roleId) {
        reach.domain(holding);
        reach.visible(roleId);
        if (!grants.has(holding, roleId)) {
            throw missing(roleId);
        }
    }

    @Transactional
    void grant(Holding holding, String roleId) {
        var domain = reach.domain(holding);
        var role = reach.givable(roleId);
        if (role.domainId().isPresent() && holding.target() instanceof OnSystem) {
            throw new Invalid("A role of a domain cannot be given on the system.");
        }
        if (role.domainId().isPresent() && !role.domainId().equals(domain)) {
            throw new Forbidden("A role of a domain can only be given in that domain.");
        }
        grants.grant(holding, role.id());
    }

    @Transactional
    void revoke(Holding holding, String roleId) {
        reach.domain(holding);
        reach.givable(roleId);
        lost.of(holding);
        if (!grants.revoke(holding, roleId)) {
            throw missing(roleId);
        }
    }

    private static NotFound missing(String roleId) {
        return new NotFound("role assignment with role", roleId);
    }
}
