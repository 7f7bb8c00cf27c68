package io.virga.image.metadef.object;

import io.virga.image.metadef.naming.Names;
import io.virga.image.metadef.property.Definition;
import io.virga.model.CloudException.TooLarge;
import io.virga.web.Fields;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a request says about an object: a group of properties.
public record ObjectDraft(
        String name, Optional<String> description, List<String> required, Map<String, Map<String, Object>> properties) {

    /// How many objects a namespace may have.
    public static final int MOST = 200;

    private static final int MOST_PROPERTIES = 200;
    private static final int LARGEST = 64 << 10;
    private static final int LONGEST_DESCRIPTION = 4096;

    static ObjectDraft parse(Fields fields) {
        Names.refuseReadOnly(fields, "self", "schema", "created_at", "updated_at");
        return read(fields);
    }

    /// An object that comes with its namespace, perhaps as the service has shown it before.
    public static ObjectDraft parsePart(Fields fields) {
        Names.ignore(fields, "self", "schema", "created_at", "updated_at");
        return read(fields);
    }

    private static ObjectDraft read(Fields fields) {
        if (fields.node().toString().length() > LARGEST) {
            throw new TooLarge("An object has at most %d characters.".formatted(LARGEST));
        }
        var draft = new ObjectDraft(
                Names.in(fields, "name"),
                fields.optionalText("description", 0, LONGEST_DESCRIPTION),
                fields.texts("required", MOST_PROPERTIES, Names.LONGEST).stream()
                        .map(Names::chosen)
                        .distinct()
                        .toList(),
                fields.optionalObject("properties")
                        .map(properties -> Definition.parseAll(properties, MOST_PROPERTIES))
                        .orElse(Map.of()));
        fields.refuseOthers();
        return draft;
    }
}
