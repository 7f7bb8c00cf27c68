package io.virga.image.importing;

import io.virga.image.convert.Conversion;
import io.virga.image.image.ImportMethod;
import io.virga.image.inspect.DiskFormat;
import io.virga.image.store.ImageStore;
import io.virga.model.CloudException.Conflict;
import io.virga.model.CloudException.Invalid;
import io.virga.web.Fields;
import java.util.Optional;

/// The body of an import: where from, and the disk format that the image is to have in the end.
record ImportRequest(ImportMethod method, Optional<DiskFormat> convert) {

    private static final String CONVERT = "virga_convert";

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
        var convert = request.optionalText(CONVERT, 1, LONGEST_STORE).map(ImportRequest::target);
        request.refuseOthers();
        return new ImportRequest(parsed, convert);
    }

    private static DiskFormat target(String word) {
        return DiskFormat.of(word).filter(Conversion.TARGETS::contains).orElseThrow(() -> {
            var known = Conversion.TARGETS.stream().map(DiskFormat::word).toList();
            return new Invalid("%s: '%s' is not one of %s.".formatted(CONVERT, word, known));
        });
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
