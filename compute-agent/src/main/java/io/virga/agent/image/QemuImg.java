package io.virga.agent.image;

import com.fasterxml.jackson.databind.JsonNode;
import io.virga.agent.host.Tool;
import io.virga.messaging.WireFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// The only place that calls `qemu-img`. Every call names the format of every file: a guest can write another format's
/// header onto its own disk, and whoever guesses believes it.
public final class QemuImg {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration LONGEST_COPY = Duration.ofHours(2);

    private QemuImg() {}

    /// What QEMU finds in `image`: a file, or a URI that it knows.
    public static JsonNode info(String format, String image) {
        var output = Tool.run(LONGEST, List.of("qemu-img", "info", "-f", format, "--output=json", image));
        return WireFormat.read(output, JsonNode.class);
    }

    /// A qcow2 file of `bytes` that shows `base`, a file or a URI, where it was not written yet.
    public static void overlay(String base, String baseFormat, Path overlay, long bytes) {
        Tool.run(
                LONGEST,
                List.of(
                        "qemu-img",
                        "create",
                        "-q",
                        "-f",
                        "qcow2",
                        "-F",
                        baseFormat,
                        "-b",
                        base,
                        overlay.toString(),
                        Long.toString(bytes)));
    }

    /// Copies what the qcow2 `disk` shows, files below it included, into a qcow2 that stands alone. The format of what
    /// is below stands in the header that `overlay` wrote.
    public static void flatten(Path disk, Path copy) {
        Tool.run(
                LONGEST_COPY,
                LONGEST_COPY,
                List.of("qemu-img", "convert", "-q", "-f", "qcow2", "-O", "qcow2", disk.toString(), copy.toString()));
    }

    /// Has the qcow2 `disk`, which nobody has open, stand on `base`, which holds the same as what it stood on.
    public static void rebase(Path disk, Path base, String baseFormat) {
        Tool.run(
                LONGEST,
                List.of(
                        "qemu-img",
                        "rebase",
                        "-q",
                        "-u",
                        "-f",
                        "qcow2",
                        "-F",
                        baseFormat,
                        "-b",
                        base.toString(),
                        disk.toString()));
    }
}
