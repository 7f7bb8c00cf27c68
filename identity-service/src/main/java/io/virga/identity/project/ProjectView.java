package io.virga.identity.project;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.virga.identity.ApiLinks;
import java.util.List;
import java.util.Map;

/// A project as Identity v3 shows it. The parent of a project at the top is its domain.
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
                Map.of(),
                links.self("projects", project.id()),
                project.extra());
    }
}
