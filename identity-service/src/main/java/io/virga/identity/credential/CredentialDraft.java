package io.virga.identity.credential;

import io.virga.identity.Extra;
import io.virga.web.Fields;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a request says about a credential; absent is "as it is".
record CredentialDraft(
        Optional<String> userId,
        Optional<String> projectId,
        Optional<String> type,
        Optional<String> blob,
        Map<String, Object> extra) {

    private static final int MAX_TEXT = 255;
    private static final int MAX_BLOB = 65_535;
    private static final Set<String> KNOWN = Set.of("user_id", "project_id", "type", "blob");

    static CredentialDraft forCreation(String body) {
        var credential = Fields.parse(body).object("credential");
        return of(
                credential,
                Optional.of(credential.text("type", 1, MAX_TEXT)),
                Optional.of(credential.text("blob", 0, MAX_BLOB)));
    }

    static CredentialDraft forUpdate(String body) {
        var credential = Fields.parse(body).change("credential");
        return of(
                credential, credential.optionalText("type", 1, MAX_TEXT), credential.optionalText("blob", 0, MAX_BLOB));
    }

    private static CredentialDraft of(Fields credential, Optional<String> type, Optional<String> blob) {
        return new CredentialDraft(
                credential.optionalText("user_id", 1, MAX_TEXT),
                credential.optionalText("project_id", 1, 64),
                type,
                blob,
                Extra.of(credential, KNOWN));
    }
}
