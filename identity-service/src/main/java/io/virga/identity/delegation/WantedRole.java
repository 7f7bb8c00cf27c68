package io.virga.identity.delegation;

import io.virga.model.CloudException.Invalid;
import io.virga.web.Fields;
import java.util.List;
import java.util.Optional;

/// A role that a request names, by its id or by its name.
public record WantedRole(Optional<String> id, Optional<String> name) {

    private static final int MAX_TEXT = 255;

    /// The objects in the list `key`; each has an id or a name.
    public static List<WantedRole> list(Fields body, String key) {
        return body.objects(key).stream().map(WantedRole::of).toList();
    }

    private static WantedRole of(Fields role) {
        var wanted = new WantedRole(role.optionalText("id", 1, MAX_TEXT), role.optionalText("name", 1, MAX_TEXT));
        if (wanted.id().isEmpty() && wanted.name().isEmpty()) {
            throw new Invalid("A role is named by its id or by its name.");
        }
        return wanted;
    }

    String word() {
        return id.or(this::name).orElseThrow();
    }
}
