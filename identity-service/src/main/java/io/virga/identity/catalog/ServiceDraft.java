package io.virga.identity.catalog;

import io.virga.identity.Extra;
import io.virga.identity.PatchBody;
import io.virga.web.Fields;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a request says about a service; absent is "as it is".
record ServiceDraft(
        Optional<String> type,
        Optional<String> name,
        Optional<String> description,
        Optional<Boolean> enabled,
        Map<String, Object> extra) {

    private static final int MAX_TEXT = 255;
    private static final int MAX_DESCRIPTION = 65_535;
    private static final Set<String> KNOWN = Set.of("type", "name", "description", "enabled");

    static ServiceDraft forCreation(String body) {
        var service = Fields.parse(body).change("service");
        return of(service, Optional.of(service.text("type", 1, MAX_TEXT)));
    }

    static ServiceDraft forUpdate(String id, String body) {
        var service = PatchBody.of(body, "service", id);
        return of(service, service.optionalText("type", 1, MAX_TEXT));
    }

    private static ServiceDraft of(Fields service, Optional<String> type) {
        return new ServiceDraft(
                type,
                service.optionalText("name", 0, MAX_TEXT),
                service.optionalText("description", 0, MAX_DESCRIPTION),
                Enabled.in(service),
                Extra.of(service, KNOWN));
    }

    void applyTo(Service service) {
        service.change(
                type.orElse(service.type()),
                name.orElse(service.name()),
                description.orElse(service.description()),
                enabled.orElse(service.enabled()),
                Extra.merged(service.extra(), extra));
    }
}
