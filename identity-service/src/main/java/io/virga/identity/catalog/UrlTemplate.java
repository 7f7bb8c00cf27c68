package io.virga.identity.catalog;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An endpoint's URL, in which `$(project_id)s`, `$(tenant_id)s` and `$(user_id)s`, or the same with a `%`, stand for
/// what the token at hand is about.
///
/// Nothing else is ever filled in, and what was filled in is not read again: an id cannot bring in a substitution of
/// its own. A URL that names anything else is none.
final class UrlTemplate {

    private static final Pattern HOLE = Pattern.compile("[$%]\\((project_id|tenant_id|user_id)\\)s");
    private static final Pattern ANY_HOLE = Pattern.compile("[$%]\\(");
    private static final Pattern URL = Pattern.compile("[a-zA-Z0-9+.-]+:.+");

    private final String text;
    private final boolean constant;

    private UrlTemplate(String text) {
        this.text = text;
        this.constant = !HOLE.matcher(text).find();
    }

    /// Empty for what is no URL, or asks for a substitution that there is not.
    static Optional<UrlTemplate> parse(String url) {
        var fixed = HOLE.matcher(url).replaceAll("_");
        return URL.matcher(fixed).matches() && !ANY_HOLE.matcher(fixed).find()
                ? Optional.of(new UrlTemplate(url))
                : Optional.empty();
    }

    /// The same for everybody.
    boolean constant() {
        return constant;
    }

    /// The URL for a user in a project; empty when it needs a project and there is none.
    Optional<String> fill(String userId, Optional<String> projectId) {
        if (constant) {
            return Optional.of(text);
        }
        var filled = new StringBuilder();
        var holes = HOLE.matcher(text);
        while (holes.find()) {
            var value = holes.group(1).equals("user_id") ? Optional.of(userId) : projectId;
            if (value.isEmpty()) {
                return Optional.empty();
            }
            holes.appendReplacement(filled, Matcher.quoteReplacement(value.get()));
        }
        return Optional.of(holes.appendTail(filled).toString());
    }
}
