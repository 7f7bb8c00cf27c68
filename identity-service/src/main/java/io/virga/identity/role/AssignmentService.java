package io.virga.identity.role;

import io.virga.identity.domain.Domains;
import io.virga.identity.group.Groups;
import io.virga.identity.project.Projects;
import io.virga.identity.role.Actor.OfGroup;
import io.virga.identity.role.Actor.OfUser;
import io.virga.identity.role.AssignmentView.InDomain;
import io.virga.identity.role.AssignmentView.Named;
import io.virga.identity.role.Target.OnDomain;
import io.virga.identity.role.Target.OnProject;
import io.virga.identity.role.Target.OnSystem;
import io.virga.identity.user.Users;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Answers who has which role where.
@ApplicationScoped
public class AssignmentService {

    private final Grants grants;
    private final Roles roles;
    private final Users users;
    private final Groups groups;
    private final Projects projects;
    private final Domains domains;

    AssignmentService(Grants grants, Roles roles, Users users, Groups groups, Projects projects, Domains domains) {
        this.grants = grants;
        this.roles = roles;
        this.users = users;
        this.groups = groups;
        this.projects = projects;
        this.domains = domains;
    }

    @Transactional
    List<AssignmentView> list(AssignmentFilter filter, boolean withNames) {
        var found = filter.effective() ? effective(filter) : granted(filter);
        return found.map(assignment -> view(assignment, withNames)).toList();
    }

    private Stream<Assignment> granted(AssignmentFilter filter) {
        var actor = filter.userId()
                .<Actor>map(OfUser::new)
                .or(() -> filter.groupId().map(OfGroup::new));
        return grants.list(actor, filter.target(), filter.roleId()).stream().map(Assignment::of);
    }

    private Stream<Assignment> effective(AssignmentFilter filter) {
        var implications = roles.implications();
        var candidates = filter.userId()
                .map(user -> grants.ofUser(user).stream())
                .orElseGet(() -> grants.list(Optional.empty(), filter.target(), Optional.empty()).stream());
        return candidates
                .filter(grant ->
                        filter.target().isEmpty() || filter.target().get().equals(grant.target()))
                .flatMap(this::perUser)
                .filter(one -> filter.userId().isEmpty()
                        || filter.userId().get().equals(one.actor().id()))
                .flatMap(one -> implications.closure(Set.of(one.roleId())).stream()
                        .map(role -> new Assignment(one.actor(), one.target(), role, one.grantedTo())))
                .filter(one ->
                        filter.roleId().isEmpty() || filter.roleId().get().equals(one.roleId()))
                .distinct();
    }

    private Stream<Assignment> perUser(Grant grant) {
        return switch (grant.actor()) {
            case OfUser _ -> Stream.of(Assignment.of(grant));
            case OfGroup(var group) ->
                groups.members(group).stream()
                        .map(user ->
                                new Assignment(new OfUser(user.id()), grant.target(), grant.roleId(), grant.actor()));
        };
    }

    private AssignmentView view(Assignment assignment, boolean withNames) {
        var role = new Named(assignment.roleId(), null, null);
        if (withNames) {
            var known = roles.get(assignment.roleId());
            role = new Named(
                    known.id(), known.name(), known.domainId().map(this::domain).orElse(null));
        }
        var user = assignment.actor() instanceof OfUser(var id) ? user(id, withNames) : null;
        var group = assignment.actor() instanceof OfGroup(var id) ? group(id, withNames) : null;
        return AssignmentView.of(role, user, group, scope(assignment.target(), withNames), assignment);
    }

    private AssignmentView.Scope scope(Target target, boolean withNames) {
        return switch (target) {
            case OnProject(var id) -> AssignmentView.Scope.project(project(id, withNames));
            case OnDomain(var id) -> AssignmentView.Scope.domain(withNames ? named(id) : new Named(id, null, null));
            case OnSystem() -> AssignmentView.Scope.wholeSystem();
        };
    }

    private Named user(String id, boolean withNames) {
        if (!withNames) {
            return new Named(id, null, null);
        }
        var user = users.get(id);
        return new Named(id, user.name(), domain(user.domainId()));
    }

    private Named group(String id, boolean withNames) {
        if (!withNames) {
            return new Named(id, null, null);
        }
        var group = groups.get(id);
        return new Named(id, group.name(), domain(group.domainId()));
    }

    private Named project(String id, boolean withNames) {
        if (!withNames) {
            return new Named(id, null, null);
        }
        var project = projects.get(id);
        return new Named(id, project.name(), domain(project.domainId()));
    }

    private Named named(String domainId) {
        return new Named(domainId, domains.get(domainId).name(), null);
    }

    private InDomain domain(String id) {
        return new InDomain(id, domains.get(id).name());
    }
}
