package io.virga.identity.federation.provider;

import io.virga.web.Fields;
import java.util.Optional;

/// What a request says about a protocol.
record ProtocolDraft(String mappingId, Optional<String> remoteIdAttribute) {

    private static final int MAX = 64;

    static ProtocolDraft of(String body) {
        var protocol = Fields.parse(body).object("protocol");
        var draft = new ProtocolDraft(
                protocol.text("mapping_id", 1, MAX), protocol.optionalText("remote_id_attribute", 0, MAX));
        protocol.refuseOthers();
        return draft;
    }
}
