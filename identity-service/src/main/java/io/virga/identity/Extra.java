package io.virga.identity;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.virga.model.CloudException.Invalid;
import io.virga.web.Fields;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Attributes that Identity v3 lets a client add to a thing, kept and given back as they came.
public final class Extra {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Extra() {}

    /// Those members of `body` that are none of `known`; `id` and `links` are never taken from a request.
    public static Map<String, Object> of(Fields body, Set<String> known) {
        if (body.node().toString().contains("\\u0000")) {
            throw new Invalid("The character U+0000 is not allowed in a text.");
        }
        var extra = new LinkedHashMap<String, Object>();
        for (var key : body.keys()) {
            if (!known.contains(key) && !key.equals("id") && !key.equals("links")) {
                extra.put(key, JSON.convertValue(body.json(key), Object.class));
            }
        }
        return extra;
    }

    /// `now` laid over `before`.
    public static Map<String, Object> merged(Map<String, Object> before, Map<String, Object> now) {
        var merged = new LinkedHashMap<>(before);
        merged.putAll(now);
        return merged;
    }
}
