package io.virga.image.metadef.resourcetype;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.virga.image.image.ImageView;
import java.util.List;

/// A resource type as the image API shows it.
record ResourceTypeView(
        String name,
        @JsonProperty("created_at") String createdAt,
        @JsonProperty("updated_at") String updatedAt) {

    record Several(@JsonProperty("resource_types") List<ResourceTypeView> resourceTypes) {}

    static Several all(List<ResourceType> types) {
        return new Several(types.stream()
                .map(type -> new ResourceTypeView(
                        type.name(), ImageView.time(type.createdAt()), ImageView.time(type.updatedAt())))
                .toList());
    }
}
