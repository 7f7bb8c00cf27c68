package io.virga.identity.project;

import io.virga.identity.Extra;
import io.virga.model.CloudException.Invalid;
import io.virga.web.Fields;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a request says about a project; absent is "as it is".
record ProjectDraft(
        Optional<String> name,
        Optional<String> domainId,
        Optional<String> parentId,
        Optional<String> description,
        Optional<Boolean> enabled,
        Optional<List<String>> tags,
        Map<String, Object> extra) {

    private static final int MAX_NAME = 64;
    private static final int MAX_DESCRIPTION = 65_535;
    private static final int MAX_TAGS = 80;
    private static final int MAX_TAG = 255;
    private static final Set<String> KNOWN =
            Set.of("name", "domain_id", "parent_id", "description", "enabled", "tags", "is_domain", "options");

    static ProjectDraft forCreation(String body) {
        var project = Fields.parse(body).object("project");
        return of(project, Optional.of(project.text("name", 1, MAX_NAME)));
    }

    static ProjectDraft forUpdate(String body) {
        var project = Fields.parse(body).object("project");
        return of(project, project.optionalText("name", 1, MAX_NAME));
    }

    static List<String> tags(Fields body) {
        var tags = body.texts("tags", MAX_TAGS, MAX_TAG);
        tags.forEach(ProjectDraft::checkTag);
        return tags.stream().distinct().toList();
    }

    static void checkTag(String tag) {
        if (tag.isEmpty() || tag.length() > MAX_TAG || tag.contains("/") || tag.contains(",") || tag.contains("\0")) {
            throw new Invalid("A tag has 1 to 255 characters, and none of them is a slash or a comma.");
        }
    }

    private static ProjectDraft of(Fields project, Optional<String> name) {
        if (project.optionalBool("is_domain").orElse(false)) {
            throw new Invalid("project.is_domain: domains are made with POST /v3/domains.");
        }
        return new ProjectDraft(
                name,
                project.optionalText("domain_id", 1, MAX_NAME),
                project.optionalText("parent_id", 1, MAX_NAME),
                project.optionalText("description", 0, MAX_DESCRIPTION),
                project.optionalBool("enabled"),
                project.has("tags") ? Optional.of(tags(project)) : Optional.empty(),
                Extra.of(project, KNOWN));
    }
}
