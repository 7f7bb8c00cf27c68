package io.virga.identity.role;

import io.virga.identity.domain.Domains;
import io.virga.identity.group.Groups;
import io.virga.identity.project.Projects;
import io.virga.identity.revocation.RevocationService;
import io.virga.identity.role.Actor.OfGroup;
import io.virga.identity.role.Actor.OfUser;
import io.virga.identity.role.Target.OnDomain;
import io.virga.identity.role.Target.OnProject;
import io.virga.identity.role.Target.OnSystem;
import io.virga.identity.user.Users;
import io.virga.model.CloudException.Forbidden;
import io.virga.model.CloudException.NotFound;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/// Gives roles and takes them away. Taking one away ends the tokens that may carry it.
@ApplicationScoped
public class GrantService {

    private final Grants grants;
    private final Roles roles;
    private final Users users;
    private final Groups groups;
    private final Projects projects;
    private final Domains domains;
    private final RevocationService revocations;

    GrantService(
            Grants grants,
            Roles roles,
            Users users,
            Groups groups,
            Projects projects,
            Domains domains,
            RevocationService revocations) {
        this.grants = grants;
        this.roles = roles;
        this.users = users;
        this.groups = groups;
        this.projects = projects;
        this.domains = domains;
        this.revocations = revocations;
    }

    @Transactional
    List<Role> list(Actor actor, Target target) {
        requireBoth(actor, target);
        var ids = grants.list(Optional.of(actor), Optional.of(target), Optional.empty()).stream()
                .map(Grant::roleId)
                .toList();
        return roles.withIds(ids);
    }

    @Transactional
    void check(Actor actor, Target target, String roleId) {
        get(actor, target, roleId);
    }

    @Transactional
    void grant(Actor actor, Target target, String roleId) {
        requireBoth(actor, target);
        var role = roles.get(roleId);
        if (role.domainId().isPresent() && !role.domainId().equals(domainOf(target))) {
            throw new Forbidden("A role of a domain can only be given in that domain.");
        }
        grants.grant(actor, target, role.id());
    }

    @Transactional
    void revoke(Actor actor, Target target, String roleId) {
        grants.remove(get(actor, target, roleId));
        endTokens(actor, target);
    }

    void endTokens(Actor actor, Target target) {
        var projectId = target instanceof OnProject(var id) ? id : null;
        switch (actor) {
            case OfUser(var user) -> revocations.tokensOfGrants(user, projectId);
            case OfGroup(var group) ->
                groups.members(group).forEach(member -> revocations.tokensOfGrants(member.id(), projectId));
        }
    }

    private Optional<String> domainOf(Target target) {
        return switch (target) {
            case OnProject(var project) -> Optional.of(projects.get(project).domainId());
            case OnDomain(var domain) -> Optional.of(domain);
            case OnSystem() -> Optional.empty();
        };
    }

    private Grant get(Actor actor, Target target, String roleId) {
        requireBoth(actor, target);
        roles.get(roleId);
        return grants.find(actor, target, roleId).orElseThrow(() -> new NotFound("role assignment with role", roleId));
    }

    private void requireBoth(Actor actor, Target target) {
        switch (actor) {
            case OfUser(var user) -> users.get(user);
            case OfGroup(var group) -> groups.get(group);
        }
        switch (target) {
            case OnProject(var project) -> projects.get(project);
            case OnDomain(var domain) -> domains.get(domain);
            case OnSystem() -> {}
        }
    }
}
