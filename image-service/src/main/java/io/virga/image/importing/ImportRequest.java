package io.virga.image.importing;

import io.virga.image.convert.Conversion;
import io.virga.image.image.ImportMethod;
import io.virga.image.inspect.DiskFormat;
import io.virga.image.store.Stores;
import io.virga.model.CloudException.Invalid;
import io.virga.web.Fields;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The body of an import: where from, the stores that the data goes to, and the disk format that the image
/// is to have in the end.
///
/// `all` when the stores were not chosen one by one; `allMustSucceed` when nothing is imported unless it
/// comes to each of them.
record ImportRequest(
        ImportMethod method, List<String> stores, boolean all, boolean allMustSucceed, Optional<DiskFormat> convert) {

    private static final String CONVERT = "virga_convert";

    private static final int LONGEST_URI = 2048;
    private static final int MOST_STORES = 100;
    private static final int LONGEST_STORE = 255;

    /// `header` is a store, too: for clients that name only one.
    static ImportRequest parse(String body, Optional<String> header, Stores known) {
        var request = Fields.parse(body);
        var method = method(request.object("method"), ImportMethod.offered(known.areSeveral()));
        var all = request.optionalBool("all_stores").orElse(false);
        var stores = stores(request, all, header, known);
        var mustAll = request.optionalBool("all_stores_must_succeed").orElse(true);
        var convert = request.optionalText(CONVERT, 1, LONGEST_STORE).map(ImportRequest::target);
        request.refuseOthers();
        if (method instanceof ImportMethod.CopyImage()) {
            requireForCopy(stores, convert);
        }
        return new ImportRequest(method, stores.isEmpty() ? List.of(known.byDefault()) : stores, all, mustAll, convert);
    }

    private static ImportMethod method(Fields method, List<String> offered) {
        var name = method.text("name", 1, LONGEST_STORE);
        if (!offered.contains(name)) {
            throw new Invalid("method.name: '%s' is not one of %s.".formatted(name, offered));
        }
        var uri = name.equals("web-download") ? method.text("uri", 1, LONGEST_URI) : null;
        method.refuseOthers();
        return ImportMethod.of(name, uri);
    }

    private static void requireForCopy(List<String> stores, Optional<DiskFormat> convert) {
        if (stores.isEmpty()) {
            throw new Invalid("stores: copy-image needs stores, or all_stores.");
        }
        if (convert.isPresent()) {
            throw new Invalid("%s: a copy has the format of the image.".formatted(CONVERT));
        }
    }

    /// What an upload session has brought to `store`.
    static ImportRequest ofSession(String store) {
        return new ImportRequest(new ImportMethod.UploadSession(), List.of(store), false, true, Optional.empty());
    }

    /// The same, with the disk format that was decided upon.
    ImportRequest converting(Optional<DiskFormat> target) {
        return new ImportRequest(method, stores, all, allMustSucceed, target);
    }

    /// The same, to `others`.
    ImportRequest to(List<String> others) {
        return new ImportRequest(method, others, all, allMustSucceed, convert);
    }

    private static DiskFormat target(String word) {
        return DiskFormat.of(word).filter(Conversion.TARGETS::contains).orElseThrow(() -> {
            var known = Conversion.TARGETS.stream().map(DiskFormat::word).toList();
            return new Invalid("%s: '%s' is not one of %s.".formatted(CONVERT, word, known));
        });
    }

    // Empty when nobody has chosen.
    private static List<String> stores(Fields request, boolean all, Optional<String> header, Stores known) {
        var named = request.texts("stores", MOST_STORES, LONGEST_STORE);
        if ((all ? 1 : 0) + (named.isEmpty() ? 0 : 1) + (header.isPresent() ? 1 : 0) > 1) {
            throw new Invalid("stores: only one of stores, all_stores and the header X-Image-Meta-Store can be given.");
        }
        if (all) {
            return known.writable();
        }
        var wanted = Stream.concat(named.stream(), header.stream()).distinct().toList();
        wanted.forEach(known::requireWritable);
        return wanted;
    }
}
