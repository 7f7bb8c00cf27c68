package io.virga.identity.limit;

import io.virga.model.CloudException.Invalid;
import io.virga.web.Fields;
import java.util.List;
import java.util.Optional;

/// What the bodies of both kinds of limit have in common.
final class LimitFields {

    static final int MAX_TEXT = 255;
    private static final int MAX_DESCRIPTION = 65_535;

    private LimitFields() {}

    /// The objects of the list that the body consists of, which is not empty.
    static List<Fields> items(String body, String collection) {
        var top = Fields.parse(body);
        var items = top.objects(collection);
        top.refuseOthers();
        if (items.isEmpty()) {
            throw new Invalid("%s: a list of at least one object is expected.".formatted(collection));
        }
        return items;
    }

    static Resource resource(Fields body) {
        return new Resource(
                body.text("service_id", 1, MAX_TEXT),
                body.optionalText("region_id", 1, MAX_TEXT),
                body.text("resource_name", 1, MAX_TEXT));
    }

    /// -1 is no limit. Digits in a string are no number here.
    static Optional<Integer> ceiling(Fields body, String key) {
        if (body.has(key) && !body.json(key).isIntegralNumber()) {
            throw new Invalid("%s: an integer is expected.".formatted(key));
        }
        var found = body.optionalInteger(key, -1, Integer.MAX_VALUE);
        return found.isPresent() ? Optional.of((int) found.getAsLong()) : Optional.empty();
    }

    static int requiredCeiling(Fields body, String key) {
        return ceiling(body, key).orElseThrow(() -> new Invalid("'%s' is a required property".formatted(key)));
    }

    static Optional<String> description(Fields body) {
        return body.optionalText("description", 0, MAX_DESCRIPTION);
    }
}
