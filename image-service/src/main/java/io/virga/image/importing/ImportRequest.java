package io.virga.image.importing;

import io.virga.image.convert.Conversion;
import io.virga.image.image.ImportMethod;
import io.virga.image.inspect.DiskFormat;
import io.virga.image.store.Stores;
import io.virga.model.CloudException.Invalid;
import io.virga.web.Fields;
import java.util.List;
import java.util.Optional;

/// The body of an import: where from, the store that the data goes to, and the disk format that the image is to have in
/// the end.
record ImportRequest(ImportMethod method, String store, Optional<DiskFormat> convert) {

    private static final String CONVERT = "virga_convert";

    private static final int LONGEST_URI = 2048;
    private static final int MOST_STORES = 100;
    private static final int LONGEST_STORE = 255;

    /// `header` is a store, too: for clients that name only one.
    static ImportRequest parse(String body, Optional<String> header, Stores known) {
        var request = Fields.parse(body);
        var method = request.object("method");
        var parsed = switch (method.text("name", 1, LONGEST_STORE)) {
            case "glance-direct" -> new ImportMethod.GlanceDirect();
            case "web-download" -> new ImportMethod.WebDownload(method.text("uri", 1, LONGEST_URI));
            case String other ->
                throw new Invalid("method.name: '%s' is not one of %s.".formatted(other, ImportMethod.NAMES));
        };
        method.refuseOthers();
        var store = store(request, header, known);
        request.optionalBool("all_stores_must_succeed");
        var convert = request.optionalText(CONVERT, 1, LONGEST_STORE).map(ImportRequest::target);
        request.refuseOthers();
        return new ImportRequest(parsed, store, convert);
    }

    /// What an upload session has brought to `store`.
    static ImportRequest ofSession(String store) {
        return new ImportRequest(new ImportMethod.UploadSession(), store, Optional.empty());
    }

    /// The same, with the disk format that was decided upon.
    ImportRequest converting(Optional<DiskFormat> target) {
        return new ImportRequest(method, store, target);
    }

    private static DiskFormat target(String word) {
        return DiskFormat.of(word).filter(Conversion.TARGETS::contains).orElseThrow(() -> {
            var known = Conversion.TARGETS.stream().map(DiskFormat::word).toList();
            return new Invalid("%s: '%s' is not one of %s.".formatted(CONVERT, word, known));
        });
    }

    private static String store(Fields request, Optional<String> header, Stores known) {
        var named = request.texts("stores", MOST_STORES, LONGEST_STORE);
        var all = request.optionalBool("all_stores").orElse(false);
        if ((all ? 1 : 0) + (named.isEmpty() ? 0 : 1) + (header.isPresent() ? 1 : 0) > 1) {
            throw new Invalid("stores: only one of stores, all_stores and the header X-Image-Meta-Store can be given.");
        }
        var one = named.isEmpty() ? List.of(header.orElseGet(known::byDefault)) : named;
        var wanted = all ? known.writable() : one;
        wanted.forEach(known::requireWritable);
        if (wanted.size() > 1) {
            throw new Invalid("stores: data is imported into one store.");
        }
        return wanted.getFirst();
    }
}
