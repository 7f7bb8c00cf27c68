package io.virga.image.metadef.naming;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// Where namespaces and their parts are to be found.
public final class Links {

    public static final String NAMESPACES = "/v2/metadefs/namespaces";

    private Links() {}

    public static String namespace(String name) {
        return NAMESPACES + "/" + segment(name);
    }

    public static String part(String namespace, String collection, String name) {
        return namespace(namespace) + "/" + collection + "/" + segment(name);
    }

    public static String schema(String name) {
        return "/v2/schemas/metadefs/" + name;
    }

    // A colon needs no encoding in a path, and namespaces are full of them.
    private static String segment(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%3A", ":");
    }
}
