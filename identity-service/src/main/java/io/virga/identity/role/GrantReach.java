package io.virga.identity.role;

import io.virga.model.CloudException.Forbidden;
import io.virga.model.CloudException.NotFound;
import io.virga.web.CurrentRule;
import io.virga.web.Target;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/// How far the caller may see and give roles. Whom the rule admits for the whole cloud: everywhere. A domain's persona:
/// where both sides are in the domain, and only roles that lead nowhere beyond it, so that nobody becomes the cloud's
/// administrator by way of a domain.
@ApplicationScoped
class GrantReach {

    /// What a domain's manager may hand on besides the domain's own roles: Keystone's `domain_managed_target_role`.
    private static final Set<String> MANAGED = Set.of("manager", "member", "reader");

    private final CurrentRule rule;
    private final Parties parties;
    private final Roles roles;

    GrantReach(CurrentRule rule, Parties parties, Roles roles) {
        this.rule = rule;
        this.parties = parties;
        this.roles = roles;
    }

    /// The target's domain, if it has one. Throws `NotFound` when a side does not exist, and `Forbidden` when one is
    /// out of reach.
    Optional<String> domain(Holding holding) {
        rule.require(Target.domain(known(() -> parties.domainOf(holding.actor()))));
        var home = known(() -> parties.domainOf(holding.target()));
        rule.require(home.map(Target::domain).orElseGet(Target::cloud));
        return home;
    }

    /// A role that the caller may see.
    Role visible(String roleId) {
        var role = known(() -> roles.get(roleId));
        role.domainId().map(Target::domain).ifPresent(rule::require);
        return role;
    }

    /// A role that the caller may give and take away: so is each one that it implies.
    Role givable(String roleId) {
        var role = visible(roleId);
        for (var implied : roles.closure(roleId)) {
            if (implied.domainId().isPresent() || !MANAGED.contains(implied.name())) {
                requireReach(implied);
            }
        }
        return role;
    }

    private void requireReach(Role role) {
        if (!rule.admits(role.domainId().map(Target::domain).orElseGet(Target::cloud))) {
            throw new Forbidden(
                    "Policy doesn't allow %s to be performed with this role: within a domain only %s are given,"
                                    .formatted(rule.name().orElseThrow(), String.join(", ", new TreeSet<>(MANAGED)))
                            + " and the domain's own roles. It needs the role 'admin'.");
        }
    }

    // A domain's persona is not told what there is elsewhere: the same refusal.
    private <T> T known(Supplier<T> read) {
        try {
            return read.get();
        } catch (NotFound e) {
            rule.require(Target.cloud());
            throw e;
        }
    }
}
