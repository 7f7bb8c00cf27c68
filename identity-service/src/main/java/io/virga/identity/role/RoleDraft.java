package io.virga.identity.role;

import io.virga.identity.Extra;
import io.virga.web.Fields;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a request says about a role; absent is "as it is".
record RoleDraft(
        Optional<String> name,
        Optional<String> domainId,
        Optional<String> description,
        Optional<Protection> protection,
        Map<String, Object> extra) {

    /// The option `immutable`; absent in the draft is "as it is", empty in here is "take it away".
    record Protection(Optional<Boolean> immutable) {}

    private static final int MAX_NAME = 255;
    private static final int MAX_ID = 64;
    private static final int MAX_DESCRIPTION = 65_535;
    private static final Set<String> KNOWN = Set.of("name", "domain_id", "description", "options");

    static RoleDraft forCreation(String body) {
        var role = Fields.parse(body).object("role");
        return of(role, Optional.of(role.text("name", 1, MAX_NAME)));
    }

    static RoleDraft forUpdate(String body) {
        var role = Fields.parse(body).change("role");
        return of(role, role.optionalText("name", 1, MAX_NAME));
    }

    /// Whether all that is said is that the role may be changed again.
    boolean onlyUnprotects() {
        return protection.filter(said -> !said.immutable().orElse(false)).isPresent()
                && name.isEmpty()
                && domainId.isEmpty()
                && description.isEmpty()
                && extra.isEmpty();
    }

    private static RoleDraft of(Fields role, Optional<String> name) {
        var protection = role.optionalObject("options").flatMap(RoleDraft::protection);
        return new RoleDraft(
                name,
                role.optionalText("domain_id", 1, MAX_ID),
                role.optionalText("description", 0, MAX_DESCRIPTION),
                protection,
                Extra.of(role, KNOWN));
    }

    private static Optional<Protection> protection(Fields options) {
        var said = options.has("immutable");
        var immutable = options.optionalBool("immutable");
        options.refuseOthers();
        return said ? Optional.of(new Protection(immutable)) : Optional.empty();
    }
}
