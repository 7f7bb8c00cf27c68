package io.virga.identity.catalog;

import io.virga.identity.Extra;
import io.virga.model.CloudException.Invalid;
import io.virga.web.Fields;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a request says about an endpoint; absent is "as it is".
record EndpointDraft(
        Optional<String> serviceId,
        Optional<String> face,
        Optional<String> regionId,
        Optional<String> url,
        Optional<Boolean> enabled,
        Map<String, Object> extra) {

    private static final Set<String> FACES = Set.of("public", "internal", "admin");
    private static final Set<String> KNOWN = Set.of("service_id", "interface", "region_id", "region", "url", "enabled");
    private static final int MAX_TEXT = 255;
    private static final int MAX_URL = 2048;

    static EndpointDraft forCreation(String body) {
        var draft = forUpdate(body);
        if (draft.serviceId().isEmpty() || draft.face().isEmpty() || draft.url().isEmpty()) {
            throw new Invalid("endpoint: service_id, interface and url are required.");
        }
        return draft;
    }

    static EndpointDraft forUpdate(String body) {
        var endpoint = Fields.parse(body).object("endpoint");
        var face = endpoint.optionalText("interface", 1, MAX_TEXT);
        if (face.filter(one -> !FACES.contains(one)).isPresent()) {
            throw new Invalid("endpoint.interface: one of public, internal and admin is expected.");
        }
        if (endpoint.has("enabled") && !endpoint.json("enabled").isBoolean()) {
            throw new Invalid("endpoint.enabled: a boolean is expected.");
        }
        var region = endpoint.optionalText("region", 1, MAX_TEXT);
        return new EndpointDraft(
                endpoint.optionalText("service_id", 1, MAX_TEXT),
                face,
                endpoint.optionalText("region_id", 1, MAX_TEXT).or(() -> region),
                endpoint.optionalText("url", 1, MAX_URL),
                endpoint.optionalBool("enabled"),
                Extra.of(endpoint, KNOWN));
    }
}
