package io.virga.image.inspect;

import io.virga.image.inspect.Finding.Notes;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// The text inside a VMDK that says where its data lies. Every line must be known to be harmless.
final class VmdkDescriptor {

    private static final int SECTOR = 512;
    private static final Pattern EXTENT_LINE = Pattern.compile("(rw|rdonly|noaccess)\\s.*");
    private static final Pattern OWN_SPARSE_EXTENT = Pattern.compile("rw \\d+ sparse \"[^/\\\\:\"]*\"");
    private static final Pattern SETTING = Pattern.compile("(\\w+)\\s*=\\s*\"?([^\"]*)\"?");
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f]|\r(?!\n)");
    private static final Pattern BLANK_OR_COMMENT = Pattern.compile("[ \t]*(?:#[^\n]*)?\r?\n");
    private static final Pattern VERSION = Pattern.compile("version\\s*=");
    private static final Set<String> SINGLE_FILE_KINDS = Set.of("monolithicsparse", "streamoptimized");

    private VmdkDescriptor() {}

    /// True when some program would take a file that begins with `text` for a descriptor. Those of QEMU need no more
    /// than a version as the first line that is no comment.
    static boolean isOne(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        var beginning = BLANK_OR_COMMENT.matcher(lower);
        var skipped = 0;
        while (beginning.region(skipped, lower.length()).lookingAt()) {
            skipped = beginning.end();
        }
        return lower.substring(0, SECTOR).contains("# disk descriptorfile")
                || VERSION.matcher(lower).region(skipped, lower.length()).lookingAt();
    }

    static void check(String descriptor, Notes notes) {
        var lower = descriptor.toLowerCase(Locale.ROOT);
        var end = lower.indexOf('\0');
        var text = end < 0 ? lower : lower.substring(0, end);
        notes.object(
                !lower.substring(text.length()).chars().allMatch(c -> c == 0), "its descriptor goes on behind its end");
        notes.object(CONTROL.matcher(text).find(), "its descriptor has a control character");
        notes.quote("descriptor", text);
        checkLines(text, notes);
    }

    /// Some programs look for the name of a parent anywhere, in comments too. `text` may be longer than the descriptor.
    static void checkParent(String text, Notes notes) {
        notes.object(text.toLowerCase(Locale.ROOT).contains("parentfilenamehint"), "it names a parent file");
    }

    private static void checkLines(String descriptor, Notes notes) {
        var extents = 0;
        var kinds = 0;
        for (var line : descriptor.split("\r?\n")) {
            var text = line.strip();
            if (text.isEmpty() || text.startsWith("#") || text.startsWith("ddb.")) {
                continue;
            }
            if (EXTENT_LINE.matcher(text).matches()) {
                extents++;
                notes.object(!OWN_SPARSE_EXTENT.matcher(text).matches(), "an extent lies in another file");
            } else {
                kinds += checkSetting(text, notes).equals("createtype") ? 1 : 0;
            }
        }
        notes.object(extents != 1, extents == 1 ? "not one extent" : "it has " + extents + " extents");
        notes.object(kinds != 1, "it does not say once which kind it is");
    }

    /// Returns which setting it is.
    private static String checkSetting(String text, Notes notes) {
        var setting = SETTING.matcher(text);
        if (!setting.matches()) {
            notes.object(true, "its descriptor has an unknown line");
            return "";
        }
        var value = setting.group(2).strip();
        switch (setting.group(1)) {
            case "createtype" ->
                notes.object(
                        !SINGLE_FILE_KINDS.contains(value), "only monolithicSparse and streamOptimized are accepted");
            case "parentcid" -> notes.object(!value.equals("ffffffff"), "it has a parent");
            case "version", "encoding", "cid", "isnativesnapshot" -> {}
            default -> notes.object(true, "its descriptor has an unknown line");
        }
        return setting.group(1);
    }
}
