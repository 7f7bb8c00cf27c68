package io.virga.cli.auth;

import java.util.List;

/// The services the command talks to: under which types a catalog may list them, and which prefix their API has.
public enum Service {
    IDENTITY(List.of("identity"), "/v3", "^v3$"),
    COMPUTE(List.of("compute"), "/v2.1", "^v2(\\.1)?$|^[0-9a-f-]{32,36}$"),
    IMAGE(List.of("image"), "/v2", "^v2(\\.\\d+)?$"),
    NETWORK(List.of("network"), "/v2.0", "^v2\\.0$"),
    PLACEMENT(List.of("placement"), "", "^$");

    private final List<String> types;
    private final String prefix;
    private final String versionPart;

    Service(List<String> types, String prefix, String versionPart) {
        this.types = types;
        this.prefix = prefix;
        this.versionPart = versionPart;
    }

    public List<String> types() {
        return types;
    }

    /// The catalog may name the service with or without its version; requests need it exactly once.
    String versioned(String url) {
        var base = url.replaceAll("/+$", "");
        return prefix.isEmpty() || last(base).matches(versionPart) ? base : base + prefix;
    }

    /// The address without the version, and without a project's id that older catalogs have after it.
    String root(String url) {
        var base = url.replaceAll("/+$", "");
        while (!prefix.isEmpty() && last(base).matches(versionPart)) {
            base = base.substring(0, base.lastIndexOf('/'));
        }
        return base;
    }

    private static String last(String url) {
        return url.substring(url.lastIndexOf('/') + 1);
    }

    String label() {
        return types.getFirst();
    }
}
