package io.virga.identity.limit;

import io.virga.identity.PatchBody;
import java.util.List;
import java.util.Optional;

/// What a request says about a registered limit; absent is "as it is". `everywhere` is an explicit `null` for the
/// region.
record RegisteredLimitDraft(
        Optional<String> serviceId,
        Optional<String> regionId,
        boolean everywhere,
        Optional<String> resource,
        Optional<Integer> ceiling,
        Optional<String> description) {

    static List<RegisteredLimitDraft> forCreation(String body) {
        return LimitFields.items(body, "registered_limits").stream()
                .map(item -> {
                    var what = LimitFields.resource(item);
                    var draft = new RegisteredLimitDraft(
                            Optional.of(what.serviceId()),
                            what.regionId(),
                            false,
                            Optional.of(what.name()),
                            Optional.of(LimitFields.requiredCeiling(item, "default_limit")),
                            LimitFields.description(item));
                    item.refuseOthers();
                    return draft;
                })
                .toList();
    }

    static RegisteredLimitDraft forUpdate(String id, String body) {
        var item = PatchBody.of(body, "registered_limit", id);
        var draft = new RegisteredLimitDraft(
                item.optionalText("service_id", 1, LimitFields.MAX_TEXT),
                item.optionalText("region_id", 1, LimitFields.MAX_TEXT),
                item.isNull("region_id"),
                item.optionalText("resource_name", 1, LimitFields.MAX_TEXT),
                LimitFields.ceiling(item, "default_limit"),
                LimitFields.description(item));
        item.refuseOthers();
        return draft;
    }

    /// What the limit is for, once the draft is applied to it.
    Resource resourceOf(RegisteredLimit limit) {
        return new Resource(
                serviceId.orElse(limit.serviceId()),
                regionId.or(() -> everywhere ? Optional.empty() : Optional.ofNullable(limit.regionId())),
                resource.orElse(limit.resource()));
    }
}
