package io.virga.agent.image;

import com.fasterxml.jackson.databind.JsonNode;
import io.virga.agent.host.Tool;
import io.virga.agent.qemu.QemuImg;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Looks at an image once more on the host, before QEMU does: whatever else went wrong, an image that names other
/// files never becomes a disk.
final class ImageInspection {

    private static final int QCOW2_MAGIC = 0x514649fb;
    /// How many bytes of an image a header has at most.
    static final int HEADER = 104;
    private static final long DIRTY_OR_CORRUPT_OR_ZSTD_OR_L2 = 0b11011;
    private static final long LARGEST = 1L << 44;

    private final QemuImg qemu;

    ImageInspection(QemuImg qemu) {
        this.qemu = qemu;
    }

    /// The virtual size in bytes. Throws `UnfitImage` when the file is not a plain, self-contained `format`.
    long virtualSize(Path file, String format) {
        return virtualSize(header(file), file.toString(), file, format);
    }

    /// The same for what QEMU knows by `name`, finds at `file`, and which begins with `header`.
    long virtualSize(ByteBuffer header, String name, Path file, String format) {
        switch (format) {
            case "qcow2" -> requireSelfContained(header);
            case "raw" -> require(magic(header) != QCOW2_MAGIC, "The image is declared raw and is qcow2.");
            default -> throw new UnfitImage("Images of format %s cannot be booted.".formatted(format));
        }
        var info = ask(name, file, format);
        require(format.equals(info.path("format").asText()), "The image is not %s.".formatted(format));
        require(!info.has("backing-filename") && !info.has("full-backing-filename"), "The image has a backing file.");
        require(
                !info.path("format-specific").path("data").has("data-file"),
                "The image keeps its data in another file.");
        var size = info.path("virtual-size").asLong(-1);
        require(size > 0 && size <= LARGEST, "The image's virtual size of %d bytes is out of range.".formatted(size));
        return size;
    }

    private JsonNode ask(String name, Path file, String format) {
        try {
            return qemu.info(format, name, file);
        } catch (Tool.Refused e) {
            var unfit = new UnfitImage("The image cannot be read as %s.".formatted(format));
            unfit.initCause(e);
            throw unfit;
        } catch (Tool.Failed e) {
            throw new ImageUnreachable("the image cannot be looked at on this host: " + e.getMessage(), e);
        }
    }

    private static void requireSelfContained(ByteBuffer header) {
        require(header.remaining() >= 72 && magic(header) == QCOW2_MAGIC, "The image is declared qcow2 and is not.");
        var version = header.getInt(4);
        require(version == 2 || version == 3, "The image is of an unknown version of qcow2.");
        require(header.getLong(8) == 0, "The image has a backing file.");
        require(header.getInt(32) == 0, "The image is encrypted.");
        if (version == 3) {
            require(header.remaining() >= HEADER, "The image's header is cut off.");
            require(
                    (header.getLong(72) & ~DIRTY_OR_CORRUPT_OR_ZSTD_OR_L2) == 0,
                    "The image keeps its data in another file, or needs features that are unknown here.");
        }
    }

    private static int magic(ByteBuffer header) {
        return header.remaining() < 4 ? 0 : header.getInt(0);
    }

    private static ByteBuffer header(Path file) {
        var header = ByteBuffer.allocate(HEADER);
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            while (header.hasRemaining() && channel.read(header) >= 0) {
                continue;
            }
            return header.flip();
        } catch (IOException e) {
            throw new ImageUnreachable("the cached image cannot be read", e);
        }
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new UnfitImage(otherwise);
        }
    }
}
