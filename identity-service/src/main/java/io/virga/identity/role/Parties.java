package io.virga.identity.role;

import io.virga.identity.domain.Domains;
import io.virga.identity.group.Groups;
import io.virga.identity.project.Projects;
import io.virga.identity.role.Actor.OfGroup;
import io.virga.identity.role.Actor.OfUser;
import io.virga.identity.role.Target.OnDomain;
import io.virga.identity.role.Target.OnProject;
import io.virga.identity.role.Target.OnSystem;
import io.virga.identity.user.Users;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/// The two sides of a grant, as they are stored.
@ApplicationScoped
class Parties {

    private final Users users;
    private final Groups groups;
    private final Projects projects;
    private final Domains domains;

    Parties(Users users, Groups groups, Projects projects, Domains domains) {
        this.users = users;
        this.groups = groups;
        this.projects = projects;
        this.domains = domains;
    }

    /// The domain that the actor belongs to. Throws `NotFound` when there is no such actor.
    String domainOf(Actor actor) {
        return switch (actor) {
            case OfUser(var user) -> users.get(user).domainId();
            case OfGroup(var group) -> groups.get(group).domainId();
        };
    }

    /// The domain that the target belongs to; the system belongs to none. Throws `NotFound` when there is no such
    /// target.
    Optional<String> domainOf(Target target) {
        return switch (target) {
            case OnProject(var project) -> Optional.of(projects.get(project).domainId());
            case OnDomain(var domain) -> Optional.of(domains.get(domain).id());
            case OnSystem() -> Optional.empty();
        };
    }
}
