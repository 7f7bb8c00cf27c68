package io.virga.identity.user;

import io.virga.identity.Extra;
import io.virga.identity.Names;
import io.virga.identity.Options;
import io.virga.model.CloudException.Invalid;
import io.virga.web.Fields;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/// What a request says about a user; absent is "as it is". The password is hashed while it is read: the text goes no
/// further.
record UserDraft(
        Optional<String> name,
        Optional<String> domainId,
        Optional<String> description,
        Optional<Boolean> enabled,
        Optional<String> passwordHash,
        boolean dropsPassword,
        Optional<String> defaultProjectId,
        boolean dropsDefaultProject,
        Options options,
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

    static UserDraft forCreation(String body, UnaryOperator<String> hash) {
        var user = Fields.parse(body).object("user");
        return of(user, Optional.of(Names.required(user, MAX_NAME)), hash);
    }

    static UserDraft forUpdate(String body, UnaryOperator<String> hash) {
        var user = Fields.parse(body).change("user");
        return of(user, Names.optional(user, MAX_NAME), hash);
    }

    private static UserDraft of(Fields user, Optional<String> name, UnaryOperator<String> hash) {
        if (user.has("federated")) {
            throw new Invalid("user.federated: users of an identity provider are made when they log in.");
        }
        var domainId = user.optionalText("domain_id", 1, MAX_ID);
        var description = user.optionalText("description", 0, MAX_DESCRIPTION);
        var enabled = user.optionalBool("enabled");
        var defaultProject = user.optionalText("default_project_id", 0, MAX_ID);
        var password = user.optionalText("password", 1, MAX_PASSWORD);
        var options = UserOptions.read(user);
        return new UserDraft(
                name,
                domainId,
                description,
                enabled,
                password.map(hash),
                user.isNull("password"),
                defaultProject,
                user.isNull("default_project_id"),
                options,
                Extra.of(user, KNOWN));
    }
}
