package io.virga.web;

import io.virga.contract.identity.TokenClaims.AccessRule;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Holds a call against the access rules of an application credential. What no rule allows is refused, and so is every
/// path that two readers could understand differently: whoever routes the request must see the path that was checked.
final class AccessRules {

    private static final int LONGEST_PATH = 2_048;

    /// Empty segments, dots for segments, parameters, backslashes, control characters, and whatever is encoded to hide
    /// one of them, or encoded twice.
    private static final Pattern AMBIGUOUS = Pattern.compile(
            "//|/\\.{1,2}(/|$)|[;\\\\]|[\\x00-\\x1f\\x7f]|%(2f|5c|2e|3b|25|0[0-9a-f]|1[0-9a-f]|7f)",
            Pattern.CASE_INSENSITIVE);

    private AccessRules() {}

    static boolean allow(List<AccessRule> rules, String service, String method, String rawPath) {
        return unambiguous(rawPath)
                .filter(path -> rules.stream().anyMatch(rule -> allows(rule, service, method, path)))
                .isPresent();
    }

    private static boolean allows(AccessRule rule, String service, String method, String path) {
        return rule.service().equals(service)
                && rule.method().equals(method)
                && PathPattern.of(withoutSlashAtTheEnd(rule.path())).matches(path);
    }

    private static Optional<String> unambiguous(String rawPath) {
        if (rawPath == null
                || !rawPath.startsWith("/")
                || rawPath.length() > LONGEST_PATH
                || AMBIGUOUS.matcher(rawPath).find()) {
            return Optional.empty();
        }
        try {
            var path = URLDecoder.decode(rawPath.replace("+", "%2B"), StandardCharsets.UTF_8);
            return Optional.of(withoutSlashAtTheEnd(path)).filter(found -> found.indexOf('\ufffd') < 0);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    // The services route both alike.
    private static String withoutSlashAtTheEnd(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
