package io.virga.identity.user;

import io.virga.identity.Extra;
import io.virga.identity.password.Passwords;
import io.virga.web.Fields;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a request says about a user; absent is "as it is". The password is hashed while it is read: the text goes no
/// further.
record UserDraft(
        Optional<String> name,
        Optional<String> domainId,
        Optional<String> description,
        Optional<Boolean> enabled,
        Optional<String> passwordHash,
        Optional<String> defaultProjectId,
        boolean dropsDefaultProject,
        Map<String, Object> extra) {

    static final int MAX_PASSWORD = 4096;
    private static final int MAX_NAME = 255;
    private static final int MAX_ID = 64;
    private static final int MAX_DESCRIPTION = 65_535;
    private static final Set<String> KNOWN = Set.of(
            "name",
            "domain_id",
            "description",
            "enabled",
            "password",
            "original_password",
            "default_project_id",
            "password_expires_at",
            "options");

    static UserDraft forCreation(String body, Passwords passwords) {
        var user = Fields.parse(body).object("user");
        return of(user, Optional.of(user.text("name", 1, MAX_NAME)), passwords);
    }

    static UserDraft forUpdate(String body, Passwords passwords) {
        var user = Fields.parse(body).object("user");
        return of(user, user.optionalText("name", 1, MAX_NAME), passwords);
    }

    private static UserDraft of(Fields user, Optional<String> name, Passwords passwords) {
        var domainId = user.optionalText("domain_id", 1, MAX_ID);
        var description = user.optionalText("description", 0, MAX_DESCRIPTION);
        var enabled = user.optionalBool("enabled");
        var defaultProject = user.optionalText("default_project_id", 0, MAX_ID);
        var password = user.optionalText("password", 1, MAX_PASSWORD);
        return new UserDraft(
                name,
                domainId,
                description,
                enabled,
                password.map(passwords::hash),
                defaultProject,
                user.isNull("default_project_id"),
                Extra.of(user, KNOWN));
    }
}
