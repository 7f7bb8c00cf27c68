package io.virga.identity.role;

import io.virga.identity.role.Target.OnDomain;
import io.virga.identity.role.Target.OnProject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// What users may do, everything considered: groups and implied roles.
@ApplicationScoped
public class Rights {

    private final Grants grants;
    private final Roles roles;

    Rights(Grants grants, Roles roles) {
        this.grants = grants;
        this.roles = roles;
    }

    /// The user's roles there, the implied ones included; those of domains are left out. Empty for somebody who has
    /// no business there.
    public List<Role> of(String userId, Target target) {
        var granted = grants.ofUser(userId).stream()
                .filter(grant -> grant.target().equals(target))
                .map(Grant::roleId)
                .toList();
        if (granted.isEmpty()) {
            return List.of();
        }
        return roles.withIds(roles.implications().closure(granted)).stream()
                .filter(role -> role.domainId().isEmpty())
                .toList();
    }

    public Set<String> projectsOf(String userId) {
        return grants.ofUser(userId).stream()
                .mapMulti((Grant grant, Consumer<String> found) -> {
                    if (grant.target() instanceof OnProject(var id)) {
                        found.accept(id);
                    }
                })
                .collect(Collectors.toSet());
    }

    public Set<String> domainsOf(String userId) {
        return grants.ofUser(userId).stream()
                .mapMulti((Grant grant, Consumer<String> found) -> {
                    if (grant.target() instanceof OnDomain(var id)) {
                        found.accept(id);
                    }
                })
                .collect(Collectors.toSet());
    }
}
