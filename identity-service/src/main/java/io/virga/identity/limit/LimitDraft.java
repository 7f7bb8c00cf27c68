package io.virga.identity.limit;

import io.virga.identity.PatchBody;
import io.virga.model.CloudException.Invalid;
import io.virga.web.Fields;
import java.util.List;
import java.util.Optional;

/// A limit that a request asks for. Either the project or the domain is there.
record LimitDraft(
        Resource resource,
        Optional<String> projectId,
        Optional<String> domainId,
        int ceiling,
        Optional<String> description) {

    /// What a request changes of a limit.
    record Change(Optional<Integer> ceiling, Optional<String> description) {}

    static List<LimitDraft> forCreation(String body) {
        return LimitFields.items(body, "limits").stream().map(LimitDraft::of).toList();
    }

    private static LimitDraft of(Fields item) {
        var draft = new LimitDraft(
                LimitFields.resource(item),
                item.optionalText("project_id", 1, LimitFields.MAX_TEXT),
                item.optionalText("domain_id", 1, LimitFields.MAX_TEXT),
                LimitFields.requiredCeiling(item, "resource_limit"),
                LimitFields.description(item));
        item.refuseOthers();
        if (draft.projectId().isPresent() == draft.domainId().isPresent()) {
            throw new Invalid("limit: one of project_id and domain_id is expected.");
        }
        return draft;
    }

    static Change forUpdate(String id, String body) {
        var item = PatchBody.of(body, "limit", id);
        var change = new Change(LimitFields.ceiling(item, "resource_limit"), LimitFields.description(item));
        item.refuseOthers();
        return change;
    }
}
