package io.virga.identity.endpointfilter;

import io.virga.identity.PatchBody;
import io.virga.model.CloudException.Invalid;
import io.virga.web.Fields;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a request says about an endpoint group; absent is "as it is".
record EndpointGroupDraft(Optional<String> name, Optional<String> description, Optional<Map<String, String>> filters) {

    private static final int MAX_TEXT = 255;
    private static final int MAX_DESCRIPTION = 65_535;
    private static final Set<String> FACES = Set.of("public", "internal", "admin");

    static EndpointGroupDraft forCreation(String body) {
        var group = Fields.parse(body).object("endpoint_group");
        group.text("name", 1, MAX_TEXT);
        if (group.object("filters").keys().isEmpty()) {
            throw new Invalid("filters field is required and cannot be empty");
        }
        return of(group);
    }

    static EndpointGroupDraft forUpdate(String id, String body) {
        return of(PatchBody.of(body, "endpoint_group", id));
    }

    private static EndpointGroupDraft of(Fields group) {
        var draft = new EndpointGroupDraft(
                group.optionalText("name", 1, MAX_TEXT),
                group.optionalText("description", 0, MAX_DESCRIPTION),
                group.optionalObject("filters").map(EndpointGroupDraft::filters));
        group.refuseOthers();
        return draft;
    }

    // A null region is a filter too: the endpoints that are of no region.
    private static Map<String, String> filters(Fields filters) {
        var values = new LinkedHashMap<String, String>();
        filters.optionalText("service_id", 1, MAX_TEXT).ifPresent(id -> values.put("service_id", id));
        filters.optionalText("interface", 1, MAX_TEXT).ifPresent(face -> values.put("interface", face));
        if (filters.has("region_id")) {
            values.put(
                    "region_id", filters.optionalText("region_id", 1, MAX_TEXT).orElse(null));
        }
        filters.refuseOthers();
        if (values.containsKey("interface") && !FACES.contains(values.get("interface"))) {
            throw new Invalid("endpoint_group.filters.interface: one of public, internal and admin is expected.");
        }
        return values;
    }

    void applyTo(EndpointGroup group) {
        group.change(
                name.orElse(group.name()), description.orElse(group.description()), filters.orElse(group.filters()));
    }
}
