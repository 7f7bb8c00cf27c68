package io.virga.image.importing;

import io.virga.image.image.ImportMethod;
import io.virga.image.store.ImageStore;
import io.virga.model.CloudException.Conflict;
import io.virga.model.CloudException.Invalid;
import io.virga.web.Fields;

/// The body of an import.
record ImportRequest(ImportMethod method) {

    private static final int LONGEST_URI = 2048;
    private static final int MOST_STORES = 100;
    private static final int LONGEST_STORE = 255;

    static ImportRequest parse(String body) {
        var request = Fields.parse(body);
        var method = request.object("method");
        var parsed = switch (method.text("name", 1, LONGEST_STORE)) {
            case "glance-direct" -> new ImportMethod.GlanceDirect();
            case "web-download" -> new ImportMethod.WebDownload(method.text("uri", 1, LONGEST_URI));
            case String other ->
                throw new Invalid("method.name: '%s' is not one of %s.".formatted(other, ImportMethod.NAMES));
        };
        method.refuseOthers();
        requireStore(request);
        request.refuseOthers();
        return new ImportRequest(parsed);
    }

    private static void requireStore(Fields request) {
        var named = request.texts("stores", MOST_STORES, LONGEST_STORE);
        var all = request.optionalBool("all_stores").orElse(false);
        request.optionalBool("all_stores_must_succeed");
        if (all && !named.isEmpty()) {
            throw new Invalid("all_stores: only one of stores and all_stores can be given.");
        }
        named.stream()
                .filter(store -> !store.equals(ImageStore.NAME))
                .findFirst()
                .ifPresent(store -> {
                    throw new Conflict("There is no store %s.".formatted(store));
                });
    }
}
