package io.virga.identity.policy;

import io.virga.identity.Extra;
import io.virga.identity.PatchBody;
import io.virga.web.Fields;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a request says about a policy; absent is "as it is".
record PolicyDraft(Optional<String> type, Optional<String> blob, Map<String, Object> extra) {

    private static final int MAX_TYPE = 255;
    private static final int MAX_BLOB = 65_535;
    private static final Set<String> KNOWN = Set.of("type", "blob");

    static PolicyDraft forCreation(String body) {
        var policy = Fields.parse(body).object("policy");
        return new PolicyDraft(
                Optional.of(policy.text("type", 1, MAX_TYPE)),
                Optional.of(policy.text("blob", 0, MAX_BLOB)),
                Extra.of(policy, KNOWN));
    }

    static PolicyDraft forUpdate(String id, String body) {
        var policy = PatchBody.of(body, "policy", id);
        return new PolicyDraft(
                policy.optionalText("type", 1, MAX_TYPE),
                policy.optionalText("blob", 0, MAX_BLOB),
                Extra.of(policy, KNOWN));
    }
}
