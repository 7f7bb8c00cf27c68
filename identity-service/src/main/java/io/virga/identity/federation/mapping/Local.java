package io.virga.identity.federation.mapping;

import io.virga.identity.federation.mapping.Mapped.DomainName;
import io.virga.identity.federation.mapping.Mapped.GroupName;
import io.virga.identity.federation.mapping.Mapped.ProjectWish;
import io.virga.identity.federation.mapping.Mapped.Who;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// One item of a rule's local side: what it makes of the matched values.
record Local(
        Optional<User> user,
        Optional<Template> groupId,
        Optional<Group> group,
        Optional<Template> groups,
        Optional<Template> groupIds,
        Optional<Domain> domain,
        List<Project> projects) {

    record User(
            Optional<Template> id,
            Optional<Template> name,
            Optional<Template> email,
            Optional<Domain> domain,
            boolean local) {}

    record Domain(Optional<Template> id, Optional<Template> name) {
        DomainName of(List<List<String>> matched) {
            return new DomainName(
                    id.map(template -> template.one(matched, "domain id")),
                    name.map(template -> template.one(matched, "domain name")));
        }
    }

    record Group(Template name, Domain domain) {}

    record Project(Template name, Optional<Domain> domain, List<Template> roles) {}

    Optional<Who> who(List<List<String>> matched) {
        return user.map(user -> {
            var id = user.id().map(template -> template.one(matched, "user id"));
            var name = user.name().map(template -> template.one(matched, "user name"));
            return user.local()
                    ? new Who.Local(id, name, user.domain().or(this::domain).map(domain -> domain.of(matched)))
                    : new Who.Ephemeral(
                            id, name, user.email().map(template -> template.one(matched, "e-mail address")));
        });
    }

    Set<String> groupIds(List<List<String>> matched) {
        var ids = new TreeSet<String>();
        groupId.ifPresent(template -> ids.add(template.one(matched, "group id")));
        groupIds.ifPresent(template -> ids.addAll(template.each(matched)));
        return ids;
    }

    List<GroupName> groupNames(List<List<String>> matched) {
        var one = group.stream()
                .map(group -> new GroupName(
                        group.name().one(matched, "group name"), group.domain().of(matched)));
        var several = groups.stream()
                .flatMap(template -> template.each(matched).stream())
                .map(name -> new GroupName(name, domain.orElseThrow().of(matched)));
        return Stream.concat(one, several).toList();
    }

    List<ProjectWish> projectWishes(List<List<String>> matched) {
        return projects.stream()
                .flatMap(project -> project.name().each(matched).stream()
                        .map(name -> new ProjectWish(
                                name,
                                project.domain().or(this::domain).map(domain -> domain.of(matched)),
                                roles(project, matched))))
                .toList();
    }

    private static Set<String> roles(Project project, List<List<String>> matched) {
        var roles = new TreeSet<String>();
        project.roles().forEach(template -> roles.addAll(template.each(matched)));
        return roles;
    }
}
