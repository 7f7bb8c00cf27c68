package io.virga.identity.federation.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What a verified access token says of somebody, as lists of texts: a list in the token is a list, and a text is one
/// value, whatever separators it contains.
///
/// A claim that is not of this shape (null, a list with an object in it, an overlong text, a control character) is
/// taken as absent, so that no rule about it holds. Members of objects are reached by a dot: `realm_access.roles`.
public final class Claims {

    private static final int LONGEST = 1_024;
    private static final int MOST_VALUES = 1_000;
    private static final int DEEPEST = 3;

    private final Map<String, List<String>> values = new HashMap<>();

    private Claims() {}

    public static Claims of(JsonNode payload) {
        var claims = new Claims();
        claims.add("", payload, DEEPEST);
        return claims;
    }

    /// Empty when absent. A rule may use the names that Apache's OpenID Connect module gives to claims:
    /// `OIDC-groups` and `HTTP_OIDC_GROUPS` are `groups`.
    List<String> of(String type) {
        return Optional.ofNullable(values.get(type))
                .or(() -> Optional.ofNullable(values.get(bare(type))))
                .orElse(List.of());
    }

    /// Empty when the claim is absent or has several values.
    public Optional<String> single(String type) {
        var found = of(type);
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    private static String bare(String type) {
        if (type.startsWith("OIDC-")) {
            return type.substring("OIDC-".length());
        }
        return type.startsWith("HTTP_OIDC_")
                ? type.substring("HTTP_OIDC_".length()).toLowerCase(Locale.ROOT)
                : type;
    }

    private void add(String prefix, JsonNode object, int depth) {
        object.properties().forEach(member -> {
            var name = prefix + member.getKey();
            var value = member.getValue();
            if (value.isObject() && depth > 1) {
                add(name + ".", value, depth - 1);
            } else {
                texts(value).ifPresent(texts -> values.putIfAbsent(name, texts));
            }
        });
    }

    private static Optional<List<String>> texts(JsonNode value) {
        var items = value.isArray() ? value : List.of(value);
        var texts = new ArrayList<String>();
        for (var item : items) {
            var text = text(item);
            if (text.isEmpty() || texts.size() == MOST_VALUES) {
                return Optional.empty();
            }
            texts.add(text.get());
        }
        return Optional.of(List.copyOf(texts));
    }

    private static Optional<String> text(JsonNode value) {
        if (!value.isTextual() && !value.isBoolean() && !value.isIntegralNumber()) {
            return Optional.empty();
        }
        var text = value.asText();
        var fit = !text.isEmpty() && text.length() <= LONGEST && text.chars().noneMatch(Character::isISOControl);
        return fit ? Optional.of(text) : Optional.empty();
    }
}
