package io.virga.image.metadef.resourcetype;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.virga.image.image.ImageView;
import java.util.List;

/// A namespace's association with a resource type as the image API shows it.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AssociationView(
        String name,
        String prefix,
        @JsonProperty("properties_target") String propertiesTarget,
        @JsonProperty("created_at") String createdAt,
        @JsonProperty("updated_at") String updatedAt) {

    record Several(
            @JsonProperty("resource_type_associations") List<AssociationView> associations) {}

    static AssociationView of(Association association) {
        return new AssociationView(
                association.resourceType(),
                association.prefix().orElse(null),
                association.propertiesTarget().orElse(null),
                ImageView.time(association.createdAt()),
                ImageView.time(association.updatedAt()));
    }

    public static List<AssociationView> all(List<Association> associations) {
        return associations.stream().map(AssociationView::of).toList();
    }
}
