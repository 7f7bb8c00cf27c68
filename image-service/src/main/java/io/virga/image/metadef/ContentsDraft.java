package io.virga.image.metadef;

import io.virga.image.metadef.object.ObjectDraft;
import io.virga.image.metadef.property.PropertyDraft;
import io.virga.image.metadef.resourcetype.AssociationDraft;
import io.virga.image.metadef.tag.TagDraft;
import io.virga.model.CloudException.TooLarge;
import io.virga.web.Fields;
import java.util.List;

/// What a request says about what is in a namespace.
record ContentsDraft(
        List<AssociationDraft> associations,
        List<PropertyDraft> properties,
        List<ObjectDraft> objects,
        List<String> tags) {

    static ContentsDraft parse(Fields fields) {
        var objects = fields.objects("objects");
        if (objects.size() > ObjectDraft.MOST) {
            throw new TooLarge("A namespace has at most %d objects.".formatted(ObjectDraft.MOST));
        }
        return new ContentsDraft(
                AssociationDraft.parseAll(fields, "resource_type_associations"),
                fields.optionalObject("properties").map(PropertyDraft::parseAll).orElse(List.of()),
                objects.stream().map(ObjectDraft::parsePart).toList(),
                TagDraft.parseAll(fields, "tags"));
    }
}
