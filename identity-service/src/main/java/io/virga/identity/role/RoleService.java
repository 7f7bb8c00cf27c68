package io.virga.identity.role;

import io.virga.identity.Extra;
import io.virga.identity.Ids;
import io.virga.identity.domain.Domains;
import io.virga.model.CloudException.Conflict;
import io.virga.model.CloudException.Forbidden;
import io.virga.model.CloudException.Invalid;
import io.virga.model.CloudException.NotFound;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Roles come, change and go, and imply each other. Whatever takes rights away ends the tokens that carry them.
@ApplicationScoped
public class RoleService {

    private final Roles roles;
    private final Grants grants;
    private final GrantService grantService;
    private final Domains domains;

    RoleService(Roles roles, Grants grants, GrantService grantService, Domains domains) {
        this.roles = roles;
        this.grants = grants;
        this.grantService = grantService;
        this.domains = domains;
    }

    @Transactional
    Role get(String id) {
        return roles.get(id);
    }

    @Transactional
    List<Role> list(Optional<String> name, Optional<String> domainId) {
        return roles.list(name, domainId);
    }

    @Transactional
    Role create(RoleDraft draft) {
        draft.domainId()
                .ifPresent(
                        id -> domains.find(id).orElseThrow(() -> new Invalid("role.domain_id: no such domain: " + id)));
        var name = draft.name().orElseThrow();
        refuseTaken(draft.domainId(), name);
        var role = new Role(Ids.random(), draft.domainId().orElse(null), name);
        draft.description().ifPresent(role::describe);
        role.extend(draft.extra());
        roles.add(role);
        return role;
    }

    @Transactional
    Role update(String id, RoleDraft draft) {
        var role = roles.get(id);
        if (draft.domainId().isPresent() && !draft.domainId().equals(role.domainId())) {
            throw new Invalid("role.domain_id: a role cannot move to another domain.");
        }
        draft.name().filter(name -> !name.equals(role.name())).ifPresent(name -> {
            refuseTaken(role.domainId(), name);
            endTokensWith(id);
            role.rename(name);
        });
        draft.description().ifPresent(role::describe);
        role.extend(Extra.merged(role.extra(), draft.extra()));
        return role;
    }

    @Transactional
    void delete(String id) {
        var role = roles.get(id);
        endTokensWith(id);
        roles.remove(role);
    }

    /// Each role that implies others, with those it implies at once.
    @Transactional
    Map<Role, List<Role>> inferences() {
        var all = new TreeMap<Role, List<Role>>((a, b) -> a.name().compareTo(b.name()));
        roles.implications().direct().forEach((prior, implied) -> all.put(roles.get(prior), roles.withIds(implied)));
        return all;
    }

    @Transactional
    List<Role> impliedBy(String prior) {
        roles.get(prior);
        return roles.withIds(roles.implications().direct().getOrDefault(prior, Set.of()));
    }

    @Transactional
    void requireImplied(String prior, String implied) {
        roles.get(prior);
        roles.get(implied);
        if (!roles.implies(prior, implied)) {
            throw new NotFound("role %s implied by role".formatted(implied), prior);
        }
    }

    @Transactional
    void imply(String prior, String implied) {
        var above = roles.get(prior);
        if (roles.get(implied).domainId().isPresent() && above.domainId().isEmpty()) {
            throw new Forbidden("A role of a domain cannot be implied by one of the whole cloud.");
        }
        if (roles.implications().wouldCircle(prior, implied)) {
            throw new Invalid("A role cannot imply itself, directly or by way of others.");
        }
        roles.imply(prior, implied);
    }

    @Transactional
    void stopImplying(String prior, String implied) {
        requireImplied(prior, implied);
        endTokensWith(prior);
        roles.stopImplying(prior, implied);
    }

    // Also the tokens of those who have it because another of their roles implies it.
    private void endTokensWith(String roleId) {
        var implications = roles.implications();
        grants.list(Optional.empty(), Optional.empty(), Optional.empty()).stream()
                .filter(grant -> implications.closure(Set.of(grant.roleId())).contains(roleId))
                .forEach(grant -> grantService.endTokens(grant.actor(), grant.target()));
    }

    private void refuseTaken(Optional<String> domainId, String name) {
        if (!roles.list(Optional.of(name), domainId).isEmpty()) {
            throw new Conflict(
                    "Conflict occurred attempting to store role - Duplicate entry found with name %s.".formatted(name));
        }
    }
}
