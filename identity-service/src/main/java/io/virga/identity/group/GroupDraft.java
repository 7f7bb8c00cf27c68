package io.virga.identity.group;

import io.virga.identity.Extra;
import io.virga.identity.Names;
import io.virga.web.Fields;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a request says about a group; absent is "as it is".
record GroupDraft(
        Optional<String> name, Optional<String> domainId, Optional<String> description, Map<String, Object> extra) {

    private static final int MAX_NAME = 64;
    private static final int MAX_DESCRIPTION = 65_535;
    private static final Set<String> KNOWN = Set.of("name", "domain_id", "description");

    static GroupDraft forCreation(String body) {
        var group = Fields.parse(body).object("group");
        return of(group, Optional.of(Names.required(group, MAX_NAME)));
    }

    static GroupDraft forUpdate(String body) {
        var group = Fields.parse(body).change("group");
        return of(group, Names.optional(group, MAX_NAME));
    }

    private static GroupDraft of(Fields group, Optional<String> name) {
        return new GroupDraft(
                name,
                group.optionalText("domain_id", 1, MAX_NAME),
                group.optionalText("description", 0, MAX_DESCRIPTION),
                Extra.of(group, KNOWN));
    }
}
