package io.virga.identity;

import io.virga.model.CloudException.Invalid;
import io.virga.web.Fields;

/// The body of a PATCH.
public final class PatchBody {

    private PatchBody() {}

    /// What is to become of the `kind` that the path names by `id`. `Invalid` when nothing is said about it, or when
    /// the
    /// body says another id: ids never change.
    public static Fields of(String body, String kind, String id) {
        var top = Fields.parse(body);
        var changes = top.object(kind);
        if (changes.keys().isEmpty()) {
            throw new Invalid("%s: at least one property is expected.".formatted(kind));
        }
        if (changes.has("id") && !changes.json("id").asText().equals(id)) {
            throw new Invalid("Cannot change ID");
        }
        return changes;
    }
}
