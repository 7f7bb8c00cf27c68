package io.virga.identity.catalog;

import io.virga.identity.Extra;
import io.virga.identity.PatchBody;
import io.virga.model.CloudException.Invalid;
import io.virga.web.Fields;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a request says about a region; absent is "as it is". `toTop` is an explicit `null` for the parent.
record RegionDraft(
        Optional<String> id,
        Optional<String> description,
        Optional<String> parentId,
        boolean toTop,
        Map<String, Object> extra) {

    private static final int MAX_ID = 255;
    private static final int MAX_DESCRIPTION = 65_535;
    private static final Set<String> KNOWN = Set.of("description", "parent_region_id");

    static RegionDraft forCreation(String body) {
        var region = Fields.parse(body).object("region");
        return of(region, region.optionalText("id", 0, MAX_ID).filter(id -> !id.isEmpty()));
    }

    static RegionDraft forUpdate(String id, String body) {
        return of(PatchBody.of(body, "region", id), Optional.of(id));
    }

    private static RegionDraft of(Fields region, Optional<String> id) {
        return new RegionDraft(
                id,
                region.isNull("description") ? Optional.of("") : region.optionalText("description", 0, MAX_DESCRIPTION),
                region.optionalText("parent_region_id", 1, MAX_ID),
                region.isNull("parent_region_id"),
                Extra.of(region, KNOWN));
    }

    RegionDraft withId(String wanted) {
        if (wanted.length() > MAX_ID || wanted.indexOf('\0') >= 0) {
            throw new Invalid("region.id: a string of 1 to %d characters is expected.".formatted(MAX_ID));
        }
        if (id.filter(other -> !other.equals(wanted)).isPresent()) {
            throw new Invalid("Conflicting region IDs specified: \"%s\" != \"%s\"".formatted(wanted, id.orElseThrow()));
        }
        return new RegionDraft(Optional.of(wanted), description, parentId, toTop, extra);
    }
}
