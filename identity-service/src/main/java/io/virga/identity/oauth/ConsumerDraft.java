package io.virga.identity.oauth;

import io.virga.identity.Extra;
import io.virga.model.CloudException.Invalid;
import io.virga.web.Fields;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a request says about a consumer; absent is "as it is".
record ConsumerDraft(Optional<String> description, boolean dropsDescription, Map<String, Object> extra) {

    private static final int MAX_DESCRIPTION = 65_535;

    static ConsumerDraft of(String body) {
        var consumer = Fields.parse(body).object("consumer");
        if (consumer.has("secret")) {
            throw new Invalid("consumer.secret: it is made here and never changes.");
        }
        return new ConsumerDraft(
                consumer.optionalText("description", 0, MAX_DESCRIPTION),
                consumer.isNull("description"),
                Extra.of(consumer, Set.of("description")));
    }
}
