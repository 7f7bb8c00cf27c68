package io.virga.identity.domain;

import io.virga.identity.Extra;
import io.virga.web.Fields;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a request says about a domain; absent is "as it is".
record DomainDraft(
        Optional<String> name, Optional<String> description, Optional<Boolean> enabled, Map<String, Object> extra) {

    private static final int MAX_NAME = 64;
    private static final int MAX_DESCRIPTION = 65_535;
    private static final Set<String> KNOWN = Set.of("name", "description", "enabled", "tags", "options");

    static DomainDraft forCreation(String body) {
        var domain = Fields.parse(body).object("domain");
        return of(domain, Optional.of(domain.text("name", 1, MAX_NAME)));
    }

    static DomainDraft forUpdate(String body) {
        var domain = Fields.parse(body).object("domain");
        return of(domain, domain.optionalText("name", 1, MAX_NAME));
    }

    private static DomainDraft of(Fields domain, Optional<String> name) {
        return new DomainDraft(
                name,
                domain.optionalText("description", 0, MAX_DESCRIPTION),
                domain.optionalBool("enabled"),
                Extra.of(domain, KNOWN));
    }
}
