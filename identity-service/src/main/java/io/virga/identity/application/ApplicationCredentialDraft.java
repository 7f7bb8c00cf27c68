package io.virga.identity.application;

import io.virga.contract.identity.TokenClaims;
import io.virga.identity.delegation.Expiry;
import io.virga.identity.delegation.WantedRole;
import io.virga.model.CloudException.Invalid;
import io.virga.web.Fields;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What a request says about a new application credential. Without `roles` all of the token's are meant, without
/// `rules` every call.
record ApplicationCredentialDraft(
        String name,
        Optional<String> description,
        Optional<String> secret,
        Optional<Instant> expiresAt,
        boolean unrestricted,
        Optional<String> projectId,
        List<WantedRole> roles,
        Optional<List<WantedRule>> rules) {

    private static final int MAX_TEXT = 255;
    private static final int MAX_DESCRIPTION = 65_535;
    private static final int MAX_SECRET = 4_096;
    private static final int MAX_SERVICE = 64;
    private static final int MAX_PATH = 225;

    /// The rules travel in each token, which is to stay below 8 KiB.
    private static final int MAX_RULES_BYTES = 2_048;

    private static final Pattern PATH = Pattern.compile("/\\P{Cntrl}*");
    private static final Pattern SERVICE = Pattern.compile("[A-Za-z0-9_.-]+");
    private static final Set<String> METHODS = Set.of("DELETE", "GET", "HEAD", "PATCH", "POST", "PUT");

    /// An access rule, either by id or spelled out.
    record WantedRule(Optional<String> id, Optional<TokenClaims.AccessRule> call) {}

    static ApplicationCredentialDraft of(String body, Instant now) {
        var credential = Fields.parse(body).object("application_credential");
        if (credential.has("system") && !credential.isNull("system")) {
            throw new Invalid("application_credential.system: application credentials are good in one project only.");
        }
        var draft = new ApplicationCredentialDraft(
                credential.text("name", 1, MAX_TEXT),
                credential.optionalText("description", 0, MAX_DESCRIPTION),
                credential.optionalText("secret", 1, MAX_SECRET),
                Expiry.read(credential, "expires_at", now),
                credential.optionalBool("unrestricted").orElse(false),
                credential.optionalText("project_id", 1, MAX_TEXT),
                WantedRole.list(credential, "roles"),
                rules(credential));
        credential.refuseOthers();
        return draft;
    }

    private static Optional<List<WantedRule>> rules(Fields credential) {
        if (!credential.has("access_rules") || credential.isNull("access_rules")) {
            return Optional.empty();
        }
        var rules = credential.objects("access_rules").stream()
                .map(ApplicationCredentialDraft::rule)
                .toList();
        if (rules.isEmpty()) {
            throw new Invalid("application_credential.access_rules: leave it out to allow every call.");
        }
        return Optional.of(rules);
    }

    private static WantedRule rule(Fields rule) {
        var id = rule.optionalText("id", 1, MAX_TEXT);
        if (id.isPresent()) {
            return new WantedRule(id, Optional.empty());
        }
        var method = rule.text("method", 1, MAX_TEXT);
        if (!METHODS.contains(method)) {
            throw new Invalid("access_rules.method: one of DELETE, GET, HEAD, PATCH, POST and PUT is expected.");
        }
        var path = rule.text("path", 1, MAX_PATH);
        if (!PATH.matcher(path).matches()) {
            throw new Invalid("access_rules.path: a path that begins with / is expected, without control characters.");
        }
        var service = rule.text("service", 1, MAX_SERVICE);
        if (!SERVICE.matcher(service).matches()) {
            throw new Invalid("access_rules.service: the type of a service in the catalog is expected.");
        }
        var call = new TokenClaims.AccessRule(service, method, path);
        rule.refuseOthers();
        return new WantedRule(id, Optional.of(call));
    }

    static void refuseTooMuch(List<AccessRule> rules) {
        var bytes = rules.stream()
                .map(AccessRule::call)
                .mapToInt(call -> (call.service() + call.method() + call.path())
                                .replaceAll("[\"\\\\]", "__")
                                .getBytes(StandardCharsets.UTF_8)
                                .length
                        + "{'s':'','m':'','p':''},".length())
                .sum();
        if (bytes > MAX_RULES_BYTES) {
            throw new Invalid("application_credential.access_rules: they take %d bytes in a token, at most %d fit."
                    .formatted(bytes, MAX_RULES_BYTES));
        }
    }
}
