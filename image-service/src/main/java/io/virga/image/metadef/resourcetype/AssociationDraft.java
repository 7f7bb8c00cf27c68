package io.virga.image.metadef.resourcetype;

import io.virga.image.metadef.naming.Names;
import io.virga.model.CloudException.TooLarge;
import io.virga.web.Fields;
import java.util.List;
import java.util.Optional;

/// What a request says about the association of a namespace with a resource type.
public record AssociationDraft(String resourceType, Optional<String> prefix, Optional<String> propertiesTarget) {

    /// How many resource types a namespace may be associated with.
    static final int MOST = 100;

    static AssociationDraft parse(Fields fields) {
        Names.refuseReadOnly(fields, "created_at", "updated_at");
        return read(fields);
    }

    /// Associations that come with their namespace, perhaps as the service has shown them before.
    public static List<AssociationDraft> parseAll(Fields fields, String key) {
        var associations = fields.objects(key);
        if (associations.size() > MOST) {
            throw tooMany();
        }
        return associations.stream()
                .map(association -> {
                    Names.ignore(association, "created_at", "updated_at");
                    return read(association);
                })
                .toList();
    }

    static TooLarge tooMany() {
        return new TooLarge("A namespace is associated with at most %d resource types.".formatted(MOST));
    }

    private static AssociationDraft read(Fields fields) {
        var draft = new AssociationDraft(
                Names.in(fields, "name"),
                fields.optionalText("prefix", 0, Names.LONGEST),
                fields.optionalText("properties_target", 0, Names.LONGEST));
        fields.refuseOthers();
        return draft;
    }
}
