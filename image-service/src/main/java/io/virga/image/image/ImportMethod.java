package io.virga.image.image;

import java.util.List;
import java.util.Map;

/// Where an import takes an image's data from.
public sealed interface ImportMethod {

    List<String> NAMES = List.of("glance-direct", "web-download");

    /// What lies at the stage.
    record GlanceDirect() implements ImportMethod {}

    record WebDownload(String uri) implements ImportMethod {}

    /// As a request names it.
    default Map<String, String> view() {
        return switch (this) {
            case GlanceDirect() -> Map.of("name", "glance-direct");
            case WebDownload(var uri) -> Map.of("name", "web-download", "uri", uri);
        };
    }
}
