package io.virga.network.standard;

import io.virga.model.CloudException.Invalid;
import io.virga.web.Fields;
import java.util.List;
import java.util.Map;

/// The body of a create request: one thing under its singular name, or many under the plural one.
public record Batch(String key, boolean bulk, List<Fields> items) {

    private static final int MOST = 200;

    public static Batch parse(String body, String singular, String plural) {
        var fields = Fields.parse(body);
        if (!fields.has(plural)) {
            var one = fields.object(singular);
            fields.refuseOthers();
            return new Batch(singular, false, List.of(one));
        }
        var items = fields.objects(plural);
        fields.refuseOthers();
        if (items.isEmpty() || items.size() > MOST) {
            throw new Invalid("'%s' must hold 1 to %d items".formatted(plural, MOST));
        }
        return new Batch(plural, true, items);
    }

    /// The one object of an update request.
    public static Fields one(String body, String singular) {
        var fields = Fields.parse(body);
        var one = fields.object(singular);
        fields.refuseOthers();
        return one;
    }

    public Map<String, Object> answer(List<Map<String, Object>> views) {
        return Map.of(key, bulk ? views : views.getFirst());
    }
}
