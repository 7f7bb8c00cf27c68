package io.virga.image.metadef.object;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.virga.image.image.ImageView;
import io.virga.image.metadef.listing.Listing;
import io.virga.image.metadef.listing.Page;
import io.virga.image.metadef.naming.Links;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// An object as the image API shows it.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ObjectView(
        String name,
        String description,
        List<String> required,
        Map<String, Object> properties,
        @JsonProperty("created_at") String createdAt,
        @JsonProperty("updated_at") String updatedAt,
        String self,
        String schema) {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PageView(List<ObjectView> objects, String first, String next, String schema) {}

    static ObjectView of(String namespace, ObjectDefinition object) {
        return of(namespace, object, "");
    }

    /// The names of its properties with the prefix that they have on things of some resource type.
    public static ObjectView of(String namespace, ObjectDefinition object, String prefix) {
        var properties = new TreeMap<String, Object>();
        object.properties().forEach((name, definition) -> properties.put(prefix + name, new TreeMap<>(definition)));
        return new ObjectView(
                object.name(),
                object.description().orElse(null),
                object.required().stream().map(prefix::concat).toList(),
                properties,
                ImageView.time(object.createdAt()),
                ImageView.time(object.updatedAt()),
                Links.part(namespace, "objects", object.name()),
                Links.schema("object"));
    }

    static PageView page(String namespace, Page<ObjectDefinition> page, Listing listing) {
        var path = Links.namespace(namespace) + "/objects";
        return new PageView(
                page.rows().stream().map(object -> of(namespace, object)).toList(),
                listing.first(path),
                page.next().map(last -> listing.next(path, last)).orElse(null),
                Links.schema("objects"));
    }
}
