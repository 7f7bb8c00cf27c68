package io.virga.image.inspect;

import io.virga.image.inspect.Finding.Objections;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// The text inside a VMDK that says where its data lies. Every line must be known to be harmless.
final class VmdkDescriptor {

    private static final Pattern EXTENT_LINE = Pattern.compile("(rw|rdonly|noaccess)\\s.*");
    private static final Pattern OWN_SPARSE_EXTENT = Pattern.compile("rw \\d+ sparse \"[^/\\\\\"]*\"");
    private static final Pattern SETTING = Pattern.compile("(\\w+)\\s*=\\s*\"?([^\"]*)\"?");
    private static final Set<String> SINGLE_FILE_KINDS = Set.of("monolithicsparse", "streamoptimized");

    private VmdkDescriptor() {}

    static void check(String descriptor, Objections objections) {
        var extents = 0;
        var kinds = 0;
        for (var line : descriptor.replace("\0", "").toLowerCase(Locale.ROOT).split("\r?\n")) {
            var text = line.strip();
            if (text.isEmpty() || text.startsWith("#") || text.startsWith("ddb")) {
                continue;
            }
            if (EXTENT_LINE.matcher(text).matches()) {
                extents++;
                objections.when(!OWN_SPARSE_EXTENT.matcher(text).matches(), "an extent lies in another file");
            } else if (text.startsWith("createtype")) {
                kinds++;
                checkSetting(text, objections);
            } else {
                checkSetting(text, objections);
            }
        }
        objections.when(extents != 1, "it has " + extents + " extents");
        objections.when(kinds != 1, "it does not say once which kind it is");
    }

    private static void checkSetting(String text, Objections objections) {
        var setting = SETTING.matcher(text);
        if (!setting.matches()) {
            objections.when(true, "its descriptor has an unknown line");
            return;
        }
        var value = setting.group(2).strip();
        switch (setting.group(1)) {
            case "createtype" ->
                objections.when(
                        !SINGLE_FILE_KINDS.contains(value), "only monolithicSparse and streamOptimized are accepted");
            case "parentcid" -> objections.when(!value.equals("ffffffff"), "it has a parent");
            case "parentfilenamehint" -> objections.when(true, "it names a parent file");
            default -> {} // version, encoding, cid and the like lead nowhere
        }
    }
}
