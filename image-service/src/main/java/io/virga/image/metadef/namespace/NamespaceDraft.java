package io.virga.image.metadef.namespace;

import io.virga.image.metadef.naming.Names;
import io.virga.model.ProjectId;
import io.virga.web.Fields;
import java.util.Optional;

/// What a request says about a namespace itself. What it does not say is as if it had said the default,
/// except for the owner.
public record NamespaceDraft(
        String name,
        Optional<String> displayName,
        Optional<String> description,
        NamespaceVisibility visibility,
        boolean undeletable,
        Optional<ProjectId> owner) {

    private static final int LONGEST_DESCRIPTION = 500;
    private static final int LONGEST_OWNER = 64;

    public static NamespaceDraft parse(Fields fields) {
        Names.refuseReadOnly(fields, "self", "schema", "created_at", "updated_at");
        return new NamespaceDraft(
                Names.in(fields, "namespace"),
                fields.optionalText("display_name", 0, Names.LONGEST),
                fields.optionalText("description", 0, LONGEST_DESCRIPTION),
                fields.optionalText("visibility", 1, Names.LONGEST)
                        .map(NamespaceVisibility::of)
                        .orElse(NamespaceVisibility.PRIVATE),
                fields.optionalBool("protected").orElse(false),
                fields.optionalText("owner", 1, LONGEST_OWNER).map(ProjectId::new));
    }
}
