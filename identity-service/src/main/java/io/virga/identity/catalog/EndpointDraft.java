package io.virga.identity.catalog;

import io.virga.identity.Extra;
import io.virga.identity.PatchBody;
import io.virga.model.CloudException.Invalid;
import io.virga.web.Fields;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a request says about an endpoint; absent is "as it is". `region` is what older clients call the region, which
/// is then made if there is none; `nowhere` is an explicit `null` for it.
record EndpointDraft(
        Optional<String> serviceId,
        Optional<String> face,
        Optional<String> regionId,
        Optional<String> region,
        boolean nowhere,
        Optional<String> url,
        Optional<Boolean> enabled,
        Map<String, Object> extra) {

    private static final Set<String> KNOWN = Set.of("service_id", "interface", "region_id", "region", "url", "enabled");
    private static final int MAX_TEXT = 255;
    private static final int MAX_URL = 2048;

    static EndpointDraft forCreation(String body) {
        var draft = of(Fields.parse(body).change("endpoint"));
        if (draft.serviceId().isEmpty() || draft.face().isEmpty() || draft.url().isEmpty()) {
            throw new Invalid("endpoint: service_id, interface and url are required.");
        }
        return draft;
    }

    static EndpointDraft forUpdate(String id, String body) {
        return of(PatchBody.of(body, "endpoint", id));
    }

    private static EndpointDraft of(Fields endpoint) {
        var face = endpoint.optionalText("interface", 1, MAX_TEXT);
        if (face.filter(one -> !Endpoint.FACES.contains(one)).isPresent()) {
            throw new Invalid("endpoint.interface: one of public, internal and admin is expected.");
        }
        var url = endpoint.optionalText("url", 1, MAX_URL);
        url.filter(text -> UrlTemplate.parse(text).isEmpty()).ifPresent(text -> {
            throw new Invalid("Cannot create an endpoint with an invalid URL: %s.".formatted(text));
        });
        var regionId = endpoint.optionalText("region_id", 1, MAX_TEXT);
        var region = endpoint.optionalText("region", 1, MAX_TEXT);
        return new EndpointDraft(
                endpoint.optionalText("service_id", 1, MAX_TEXT),
                face,
                regionId,
                regionId.isPresent() ? Optional.empty() : region,
                endpoint.isNull("region_id") && region.isEmpty(),
                url,
                Enabled.in(endpoint),
                Extra.of(endpoint, KNOWN));
    }
}
