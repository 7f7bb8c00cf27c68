package io.virga.image.image;

import java.util.List;
import java.util.Map;

/// Where an import takes an image's data from.
public sealed interface ImportMethod {

    /// The names of those that a user may order, where there are several stores or only one.
    static List<String> offered(boolean severalStores) {
        return severalStores
                ? List.of("glance-direct", "web-download", "copy-image")
                : List.of("glance-direct", "web-download");
    }

    /// What lies at the stage.
    record GlanceDirect() implements ImportMethod {}

    record WebDownload(String uri) implements ImportMethod {}

    /// What the image has already, for other stores.
    record CopyImage() implements ImportMethod {}

    /// What has arrived in the parts of an upload session. Ordered by completing the session, not by name.
    record UploadSession() implements ImportMethod {}

    /// The method that has the name; `uri` is for those that take one.
    static ImportMethod of(String name, String uri) {
        return switch (name) {
            case "glance-direct" -> new GlanceDirect();
            case "web-download" -> new WebDownload(uri);
            case "copy-image" -> new CopyImage();
            case "upload-session" -> new UploadSession();
            default -> throw new IllegalArgumentException("no import method is called " + name);
        };
    }

    default String name() {
        return view().get("name");
    }

    /// As a request names it.
    default Map<String, String> view() {
        return switch (this) {
            case UploadSession() -> Map.of("name", "upload-session");
            case CopyImage() -> Map.of("name", "copy-image");
            case GlanceDirect() -> Map.of("name", "glance-direct");
            case WebDownload(var uri) -> Map.of("name", "web-download", "uri", uri);
        };
    }
}
