package io.virga.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Every operation of a service, as its own OpenAPI document lists them.
record Operations(Service service, List<One> all) {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete", "head");

    record One(String method, String path) {

        boolean takesBody() {
            return Set.of("POST", "PUT", "PATCH").contains(method);
        }

        boolean takesParameter() {
            return path.contains("{");
        }

        /// The path with every parameter filled in alike.
        String with(String value) {
            return path.replaceAll("\\{[^}]*}", value);
        }
    }

    static Operations of(Cloud cloud, Service service) {
        var answer = new Http(null)
                .send("GET", cloud.url(service) + "/q/openapi", null, Map.of("Accept", "application/json"));
        var all = new ArrayList<One>();
        for (Map.Entry<String, JsonNode> path : answer.json().path("paths").properties()) {
            path.getValue().fieldNames().forEachRemaining(method -> {
                if (METHODS.contains(method)) {
                    all.add(new One(method.toUpperCase(Locale.ROOT), path.getKey()));
                }
            });
        }
        return new Operations(service, all);
    }
}
