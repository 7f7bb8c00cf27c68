package io.virga.identity.bootstrap;

/// Clients expect some services' version in the catalog's URL.
final class CatalogUrls {

    private CatalogUrls() {}

    static String of(String type, String url) {
        var base = url.replaceAll("/+$", "");
        return switch (type) {
            case "compute" -> ending(base, "/v2.1");
            case "identity" -> ending(base, "/v3");
            default -> base;
        };
    }

    private static String ending(String base, String version) {
        return base.endsWith(version) ? base : base + version;
    }
}
