package io.virga.identity.federation.login;

import io.virga.identity.Ids;
import io.virga.identity.domain.Domain;
import io.virga.identity.domain.Domains;
import io.virga.identity.federation.login.FederatedRights.Given;
import io.virga.identity.federation.mapping.Mapped;
import io.virga.identity.federation.mapping.Mapped.DomainName;
import io.virga.identity.federation.mapping.Mapped.ProjectWish;
import io.virga.identity.group.Group;
import io.virga.identity.group.Groups;
import io.virga.identity.project.Project;
import io.virga.identity.project.Projects;
import io.virga.identity.role.Roles;
import io.virga.model.CloudException.Forbidden;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds the groups, projects and roles that a mapping speaks of; projects that are not there yet are made.
///
/// A group's name that nobody has here is passed over: an identity provider knows more groups than a cloud. A group's
/// id, a role and a domain that do not exist are the mapping's fault, and nobody logs in by it.
@ApplicationScoped
class MappedPlaces {

    private static final int LONGEST_PROJECT = 64;

    /// More would not fit into a token.
    private static final int MOST_GROUPS = 64;

    private final Domains domains;
    private final Groups groups;
    private final Projects projects;
    private final Roles roles;

    MappedPlaces(Domains domains, Groups groups, Projects projects, Roles roles) {
        this.domains = domains;
        this.groups = groups;
        this.projects = projects;
        this.roles = roles;
    }

    List<String> groupIds(Mapped mapped) {
        var ids = new LinkedHashSet<String>();
        for (var id : mapped.groupIds()) {
            ids.add(groups.find(id)
                    .map(Group::id)
                    .orElseThrow(() -> new Forbidden("The mapping names a group that does not exist: " + id)));
        }
        for (var group : mapped.groups()) {
            groups.named(domain(group.domain()).id(), group.name()).ifPresent(found -> ids.add(found.id()));
        }
        if (ids.size() > MOST_GROUPS) {
            throw new Forbidden("The mapping puts you in %d groups; %d are the most that a token holds."
                    .formatted(ids.size(), MOST_GROUPS));
        }
        return List.copyOf(ids);
    }

    /// In the domain that the wish names, else in `domainId`.
    Set<Given> given(Mapped mapped, String domainId) {
        var given = new HashSet<Given>();
        for (var wish : mapped.projects()) {
            var ids = roleIds(wish);
            var project =
                    project(wish, wish.domain().map(name -> domain(name).id()).orElse(domainId));
            ids.forEach(role -> given.add(new Given(project.id(), role)));
        }
        return given;
    }

    Domain domain(DomainName name) {
        return name.id()
                .<Optional<Domain>>map(domains::find)
                .orElseGet(() -> name.name().flatMap(domains::named))
                .orElseThrow(() -> new Forbidden("The mapping names a domain that does not exist."));
    }

    private List<String> roleIds(ProjectWish wish) {
        var ids = new ArrayList<String>();
        for (var name : wish.roles()) {
            ids.add(roles.named(name)
                    .orElseThrow(() -> new Forbidden("The mapping names a role that does not exist: " + name))
                    .id());
        }
        return ids;
    }

    private Project project(ProjectWish wish, String domainId) {
        return projects.named(domainId, wish.name()).orElseGet(() -> {
            if (wish.name().isBlank() || wish.name().length() > LONGEST_PROJECT) {
                throw new Forbidden("The mapping wants a project whose name is not 1 to 64 characters long.");
            }
            var project = new Project(Ids.random(), domainId, wish.name(), "");
            projects.add(project);
            return project;
        });
    }
}
