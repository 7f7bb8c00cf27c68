package io.virga.identity.project;

import io.virga.identity.Extra;
import io.virga.identity.Names;
import io.virga.identity.Options;
import io.virga.identity.Tags;
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
        Options options,
        Map<String, Object> extra) {

    private static final int MAX_NAME = 64;
    private static final int MAX_DESCRIPTION = 65_535;
    private static final Set<String> KNOWN =
            Set.of("name", "domain_id", "parent_id", "description", "enabled", "tags", "is_domain", "options");

    static ProjectDraft forCreation(Fields project) {
        return of(project, Optional.of(Names.required(project, MAX_NAME)));
    }

    static ProjectDraft forUpdate(Fields project) {
        return of(project, Names.optional(project, MAX_NAME));
    }

    private static ProjectDraft of(Fields project, Optional<String> name) {
        return new ProjectDraft(
                name,
                project.optionalText("domain_id", 1, MAX_NAME),
                project.optionalText("parent_id", 1, MAX_NAME),
                project.optionalText("description", 0, MAX_DESCRIPTION),
                project.optionalBool("enabled"),
                Tags.optional(project),
                Options.ofResource(project),
                Extra.of(project, KNOWN));
    }
}
