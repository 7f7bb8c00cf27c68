package io.virga.identity.catalog;

import io.virga.model.CloudException.Invalid;
import io.virga.web.Fields;
import java.util.Optional;

/// Whether the catalog shows a thing. Identity v3 takes only a JSON boolean here, no text that means one.
final class Enabled {

    private Enabled() {}

    static Optional<Boolean> in(Fields body) {
        if (body.has("enabled") && !body.json("enabled").isBoolean()) {
            throw new Invalid("enabled: a boolean is expected.");
        }
        return body.optionalBool("enabled");
    }
}
