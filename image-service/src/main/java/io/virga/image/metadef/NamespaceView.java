package io.virga.image.metadef;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.virga.image.image.ImageView;
import io.virga.image.metadef.NamespaceService.Filled;
import io.virga.image.metadef.NamespaceService.Listed;
import io.virga.image.metadef.listing.Listing;
import io.virga.image.metadef.namespace.Namespace;
import io.virga.image.metadef.naming.Links;
import io.virga.image.metadef.object.ObjectView;
import io.virga.image.metadef.property.PropertyView;
import io.virga.image.metadef.resourcetype.Association;
import io.virga.image.metadef.resourcetype.AssociationView;
import io.virga.image.metadef.tag.TagView;
import java.util.List;
import java.util.Map;

/// A namespace as the image API shows it: bare after a change, with its resource types in listings, and alone
/// with all that is in it.
@JsonInclude(JsonInclude.Include.NON_NULL)
record NamespaceView(
        String namespace,
        @JsonProperty("display_name") String displayName,
        String description,
        String visibility,
        @JsonProperty("protected") boolean undeletable,
        String owner,
        @JsonProperty("created_at") String createdAt,
        @JsonProperty("updated_at") String updatedAt,
        @JsonProperty("resource_type_associations") List<AssociationView> associations,
        Map<String, Object> properties,
        List<ObjectView> objects,
        List<TagView> tags,
        String self,
        String schema) {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PageView(List<NamespaceView> namespaces, String first, String next, String schema) {}

    static NamespaceView of(Namespace namespace) {
        return of(namespace, null, null, null, null);
    }

    /// As the properties are called on things of that resource type.
    static NamespaceView of(Filled filled, String resourceType) {
        var namespace = filled.namespace();
        var contents = filled.contents();
        var prefix = contents.prefixFor(resourceType);
        return of(
                namespace,
                AssociationView.all(contents.associations()),
                PropertyView.all(contents.properties(), prefix),
                contents.objects().stream()
                        .map(object -> ObjectView.of(namespace.name(), object, prefix))
                        .toList(),
                TagView.all(contents.tags()));
    }

    private static NamespaceView of(Namespace namespace, List<Association> associations) {
        return of(namespace, AssociationView.all(associations), null, null, null);
    }

    private static NamespaceView of(
            Namespace namespace,
            List<AssociationView> associations,
            Map<String, Object> properties,
            List<ObjectView> objects,
            List<TagView> tags) {
        return new NamespaceView(
                namespace.name(),
                namespace.displayName().orElse(null),
                namespace.description().orElse(null),
                namespace.visibility().word(),
                namespace.isProtected(),
                namespace.owner().value(),
                ImageView.time(namespace.createdAt()),
                ImageView.time(namespace.updatedAt()),
                associations,
                properties,
                objects,
                tags,
                Links.namespace(namespace.name()),
                Links.schema("namespace"));
    }

    static PageView page(Listed listed, Listing listing) {
        var views = listed.page().rows().stream()
                .map(namespace -> of(namespace, listed.associations().getOrDefault(namespace.id(), List.of())))
                .toList();
        return new PageView(
                views,
                listing.first(Links.NAMESPACES),
                listed.page()
                        .next()
                        .map(last -> listing.next(Links.NAMESPACES, last))
                        .orElse(null),
                Links.schema("namespaces"));
    }
}
