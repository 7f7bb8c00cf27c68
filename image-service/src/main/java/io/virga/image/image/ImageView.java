package io.virga.image.image;

import io.virga.image.inspect.DiskFormat;
import io.virga.image.store.Place;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// An image as the image API shows it: one flat object, the owner's properties beside the attributes.
public final class ImageView {

    /// What was proved of the signature; names that begin so are the cloud's.
    static final String SIGNATURE = "virga_signature";

    private ImageView() {}

    /// With those of the image's properties alone that are `readable`.
    public static Map<String, Object> of(Image image, Predicate<String> readable) {
        var description = image.description();
        var view = new LinkedHashMap<String, Object>(description.properties());
        view.keySet().removeIf(readable.negate());
        view.put("id", image.id().toString());
        view.put("name", description.name().orElse(null));
        view.put("status", image.status().word());
        view.put("visibility", description.visibility().word());
        view.put("owner", image.owner().value());
        view.put("container_format", description.containerFormat().orElse(null));
        view.put("disk_format", description.diskFormat().map(DiskFormat::word).orElse(null));
        view.put("min_ram", description.minRam());
        view.put("min_disk", description.minDisk());
        view.put("protected", description.isProtected());
        view.put("os_hidden", description.isHidden());
        view.put("tags", description.tags());
        putContent(image, view);
        view.put("created_at", time(image.createdAt()));
        view.put("updated_at", time(image.updatedAt()));
        view.put("self", "/v2/images/" + image.id());
        view.put("file", "/v2/images/" + image.id() + "/file");
        view.put("schema", "/v2/schemas/image");
        return view;
    }

    private static void putContent(Image image, Map<String, Object> view) {
        var content = image.content();
        view.put("size", content.map(Content::size).orElse(null));
        view.put("virtual_size", content.map(Content::virtualSize).orElse(null));
        view.put("checksum", content.map(Content::md5).orElse(null));
        view.put("os_hash_algo", content.map(_ -> "sha512").orElse(null));
        view.put("os_hash_value", content.map(Content::sha512).orElse(null));
        content.ifPresent(_ ->
                view.put("stores", image.storedAt().stream().map(Place::store).collect(Collectors.joining(","))));
        content.ifPresent(known -> putSignature(known, view));
    }

    private static void putSignature(Content content, Map<String, Object> view) {
        content.proof().ifPresent(proof -> {
            view.put(SIGNATURE, proof.status(content.sha512()));
            view.put(SIGNATURE + "_sha512", proof.sha512());
        });
    }

    /// Times are shown to the second.
    public static String time(Instant instant) {
        return DateTimeFormatter.ISO_INSTANT.format(instant.truncatedTo(ChronoUnit.SECONDS));
    }
}
