package io.virga.identity.project;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.virga.identity.ApiLinks;
import io.virga.identity.Extra;
import java.util.List;
import java.util.Map;

/// A project as Identity v3 shows it. The parent of a project at the top is its domain, which shows itself without a
/// domain and a parent.
public record ProjectView(
        String id,
        String name,
        @JsonProperty("domain_id") String domainId,
        String description,
        boolean enabled,
        @JsonProperty("parent_id") String parentId,
        @JsonProperty("is_domain") boolean isDomain,
        List<String> tags,
        Map<String, Object> options,
        ApiLinks.Self links,
        @JsonAnyGetter Map<String, Object> extra) {

    record One(ProjectView project) {}

    public static ProjectView of(Project project, ApiLinks links) {
        return new ProjectView(
                project.id(),
                project.name(),
                project.domainId(),
                project.description(),
                project.enabled(),
                project.parentId().orElse(project.domainId()),
                false,
                project.tags(),
                project.options(),
                links.self("projects", project.id()),
                project.extra());
    }

    static ProjectView of(Account account, ApiLinks links) {
        return switch (account) {
            case Account.OfProject(var project) -> of(project, links);
            case Account.OfDomain(var domain) ->
                new ProjectView(
                        domain.id(),
                        domain.name(),
                        null,
                        domain.description(),
                        domain.enabled(),
                        null,
                        true,
                        domain.tags(),
                        domain.options(),
                        links.self("projects", domain.id()),
                        domain.extra());
        };
    }

    /// This and `more` members.
    ProjectView with(Map<String, Object> more) {
        return new ProjectView(
                id,
                name,
                domainId,
                description,
                enabled,
                parentId,
                isDomain,
                tags,
                options,
                links,
                Extra.merged(extra, more));
    }
}
