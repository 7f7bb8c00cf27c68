package io.virga.identity.role;

import io.virga.identity.Extra;
import io.virga.identity.Ids;
import io.virga.identity.domain.Domains;
import io.virga.model.CloudException.Conflict;
import io.virga.model.CloudException.Forbidden;
import io.virga.model.CloudException.Invalid;
import io.virga.model.CloudException.NotFound;
import io.virga.web.CurrentRule;
import io.virga.web.Target;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Roles come, change and go, and imply each other. Whatever takes rights away ends the tokens that carry them.
@ApplicationScoped
public class RoleService {

    // Nobody gets to be the cloud's administrator by way of another role.
    private static final String NEVER_IMPLIED = "admin";

    private final Roles roles;
    private final Domains domains;
    private final LostRights lost;
    private final CurrentRule rule;

    RoleService(Roles roles, Domains domains, LostRights lost, CurrentRule rule) {
        this.roles = roles;
        this.domains = domains;
        this.lost = lost;
        this.rule = rule;
    }

    /// A domain's manager sees the domain's own roles, and those of no domain; another's is as one that is not there.
    @Transactional
    Role show(String id) {
        var role = roles.get(id);
        if (role.domainId()
                .map(Target::domain)
                .filter(domain -> !rule.admits(domain))
                .isPresent()) {
            throw new NotFound("role", id);
        }
        requireVisible(role.domainId());
        return role;
    }

    @Transactional
    Role get(String id) {
        return roles.get(id);
    }

    @Transactional
    List<Role> list(Optional<String> name, Optional<String> domainId) {
        requireVisible(domainId);
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
        draft.protection().ifPresent(said -> role.protect(said.immutable().orElse(null)));
        role.extend(draft.extra());
        roles.add(role);
        return role;
    }

    @Transactional
    Role update(String id, RoleDraft draft) {
        var role = roles.get(id);
        if (!draft.onlyUnprotects()) {
            refuseProtected(role, "update");
        }
        if (draft.domainId().isPresent() && !draft.domainId().equals(role.domainId())) {
            throw new Invalid("role.domain_id: a role cannot move to another domain.");
        }
        draft.name().filter(name -> !name.equals(role.name())).ifPresent(name -> {
            refuseTaken(role.domainId(), name);
            lost.carriedBy(id);
            role.rename(name);
        });
        draft.description().ifPresent(role::describe);
        draft.protection().ifPresent(said -> role.protect(said.immutable().orElse(null)));
        role.extend(Extra.merged(role.extra(), draft.extra()));
        return role;
    }

    @Transactional
    void delete(String id) {
        var role = roles.get(id);
        refuseProtected(role, "delete");
        lost.carriedBy(id);
        roles.remove(role);
    }

    /// Each role that implies others, with those it implies at once.
    @Transactional
    Map<Role, List<Role>> inferences() {
        return roles.inferences().stream()
                .collect(Collectors.groupingBy(
                        ImpliedRole::prior,
                        LinkedHashMap::new,
                        Collectors.mapping(ImpliedRole::implied, Collectors.toList())));
    }

    @Transactional
    List<Role> impliedBy(String prior) {
        roles.get(prior);
        return roles.impliedBy(prior);
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
        var below = roles.get(implied);
        if (below.name().equals(NEVER_IMPLIED)) {
            throw new Forbidden("%s cannot be an implied role.".formatted(implied));
        }
        if (below.domainId().isPresent() && above.domainId().isEmpty()) {
            throw new Forbidden("A role of a domain cannot be implied by one of the whole cloud.");
        }
        if (roles.closure(implied).contains(above)) {
            throw new Invalid("A role cannot imply itself, directly or by way of others.");
        }
        roles.imply(prior, implied);
    }

    @Transactional
    void stopImplying(String prior, String implied) {
        requireImplied(prior, implied);
        lost.carriedBy(prior);
        roles.stopImplying(prior, implied);
    }

    private void requireVisible(Optional<String> domainId) {
        rule.onlyDomain();
        domainId.map(Target::domain).ifPresent(rule::require);
    }

    private static void refuseProtected(Role role, String action) {
        if (role.immutable().orElse(false)) {
            throw new Forbidden(
                    "Unable to %s immutable role resource: `%s`. Set resource option \"immutable\" to false first."
                            .formatted(action, role.id()));
        }
    }

    private void refuseTaken(Optional<String> domainId, String name) {
        if (!roles.list(Optional.of(name), domainId).isEmpty()) {
            throw new Conflict(
                    "Conflict occurred attempting to store role - Duplicate entry found with name %s.".formatted(name));
        }
    }
}
