package io.virga.image.metadef.property;

import io.virga.image.metadef.naming.Names;
import io.virga.web.Fields;
import java.util.List;
import java.util.Map;

/// What a request says about a property.
public record PropertyDraft(String name, Map<String, Object> definition) {

    /// How many properties a namespace may have.
    static final int MOST = 500;

    static PropertyDraft parse(Fields fields) {
        Names.refuseReadOnly(fields, "created_at", "updated_at");
        return new PropertyDraft(Names.in(fields, "name"), Definition.parse(fields));
    }

    /// The properties that come with a namespace, by their names.
    public static List<PropertyDraft> parseAll(Fields properties) {
        return Definition.parseAll(properties, MOST).entrySet().stream()
                .map(property -> new PropertyDraft(property.getKey(), property.getValue()))
                .toList();
    }
}
