package io.virga.compute.image;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The description of an image that will be made of a server's root disk. `minRam` is in MiB, `minDisk` in GiB.
public record SnapshotImage(String name, int minRam, int minDisk, Map<String, String> properties) {

    /// Signatures and caches say something of the base image's bytes, and the snapshot's are others.
    private static final String SIGNATURE = "img_signature";

    /// Whose disk it is. `flavorDisk` is in GiB.
    public record Origin(String server, String baseImage, String user, int flavorDisk) {}

    /// As Nova has it: what the base image says is inherited, what the user says has the last word.
    public static SnapshotImage of(String name, Map<String, String> metadata, Origin origin, Optional<Image> base) {
        var properties = new TreeMap<String, String>();
        base.ifPresent(image -> properties.putAll(image.properties()));
        properties.keySet().removeIf(key -> key.startsWith(SIGNATURE));
        properties.put("image_type", "snapshot");
        properties.put("image_location", "snapshot");
        properties.put("image_state", "available");
        properties.put("instance_uuid", origin.server());
        properties.put("base_image_ref", origin.baseImage());
        properties.put("user_id", origin.user());
        properties.putAll(metadata);
        return new SnapshotImage(
                name,
                base.map(Image::minRam).orElse(0),
                Math.max(base.map(Image::minDisk).orElse(0), origin.flavorDisk()),
                properties);
    }

    ObjectNode json() {
        var body = JsonNodeFactory.instance.objectNode();
        body.put("name", name);
        body.put("disk_format", "qcow2");
        body.put("container_format", "bare");
        body.put("visibility", "private");
        body.put("min_ram", minRam);
        body.put("min_disk", minDisk);
        properties.forEach(body::put);
        return body;
    }
}
