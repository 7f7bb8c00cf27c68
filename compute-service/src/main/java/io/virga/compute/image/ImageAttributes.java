package io.virga.compute.image;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Which fields of an image are the image API's own. All others are properties, which the owner makes up.
public final class ImageAttributes {

    private static final Set<String> NAMES = Set.of(
            "id",
            "name",
            "status",
            "visibility",
            "protected",
            "os_hidden",
            "checksum",
            "os_hash_algo",
            "os_hash_value",
            "container_format",
            "disk_format",
            "owner",
            "owner_id",
            "size",
            "virtual_size",
            "min_disk",
            "min_ram",
            "created_at",
            "updated_at",
            "deleted",
            "deleted_at",
            "tags",
            "self",
            "file",
            "schema",
            "direct_url",
            "location",
            "locations",
            "stores");

    /// Properties with which the cloud itself says something.
    private static final List<String> OF_THE_CLOUD = List.of("os_glance_", "virga_signature");

    private ImageAttributes() {}

    /// Whether nobody may use the name for a property.
    public static boolean isReserved(String name) {
        return NAMES.contains(name) || OF_THE_CLOUD.stream().anyMatch(name::startsWith);
    }

    static Map<String, String> properties(JsonNode image) {
        var properties = new TreeMap<String, String>();
        for (var field : image.properties()) {
            if (!isReserved(field.getKey()) && field.getValue().isTextual()) {
                properties.put(field.getKey(), field.getValue().textValue());
            }
        }
        return properties;
    }
}
