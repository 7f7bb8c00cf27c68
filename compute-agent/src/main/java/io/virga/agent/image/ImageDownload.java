package io.virga.agent.image;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.virga.agent.image.ImageSource.Answer;
import io.virga.contract.agent.BootImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.LongConsumer;
import org.jboss.logging.Logger;

/// Takes an image's bytes from the object store to a file, and proves that they are the right ones.
public final class ImageDownload {

    private static final Logger log = Logger.getLogger(ImageDownload.class);

    private final DownloadPlan plan;
    private final Counter downloads;
    private final Counter bytes;

    public ImageDownload(DownloadPlan plan, MeterRegistry metrics) {
        this.plan = plan;
        this.downloads = Counter.builder("virga_image_downloads")
                .description("Images that this host has fetched from the object store")
                .register(metrics);
        this.bytes = Counter.builder("virga_image_download_bytes")
                .description("Bytes of images that this host has fetched from the object store")
                .register(metrics);
    }

    /// The bytes are on disk when it returns. `arrived` is told of each portion, and of less than
    /// nothing when what had come counts no more. Throws `UnfitImage` when they are not what the image
    /// service has, `ImageUnreachable` when they could not be had.
    void to(Path file, BootImage image, ImageSource source, LongConsumer arrived) {
        downloads.increment();
        LongConsumer counted = count -> {
            bytes.increment(Math.max(0, count));
            arrived.accept(count);
        };
        try (var out = FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
            var digest = fetch(source, out, image, counted);
            if (!HexFormat.of().formatHex(digest.digest()).equals(image.sha512())) {
                throw new UnfitImage("The image's bytes are not those that were uploaded.");
            }
            out.force(true);
        } catch (IOException e) {
            throw new ImageUnreachable(image.id(), String.valueOf(e.getMessage()), e);
        }
    }

    // In ranges, each tried again by itself, unless the first answer shows that the server knows none.
    private MessageDigest fetch(ImageSource source, FileChannel out, BootImage image, LongConsumer arrived)
            throws IOException {
        for (var attempt = 1; ; attempt++) {
            Answer first;
            try {
                first = source.open(0, Math.max(1, Math.min(image.size(), plan.rangeBytes())));
                if (!first.partial()) {
                    return copyWhole(first, out, image.size(), arrived);
                }
            } catch (IOException e) {
                if (attempt == plan.attempts()) {
                    throw e;
                }
                log.infof("fetching image %s broke off (%s); trying again", image.id(), e.getMessage());
                plan.rest(attempt);
                continue;
            }
            return new RangedCopy(source, out, image.size(), plan, arrived).run(first);
        }
    }

    private static MessageDigest copyWhole(Answer answer, FileChannel out, long size, LongConsumer arrived)
            throws IOException {
        arrived.accept(-out.size());
        out.truncate(0);
        var digest = sha512();
        var buffer = new byte[1 << 18];
        try (answer;
                var in = answer.bytes()) {
            var total = 0L;
            for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                total += read;
                if (total > size) {
                    throw new UnfitImage("The image has more bytes than were uploaded.");
                }
                digest.update(buffer, 0, read);
                var bytes = ByteBuffer.wrap(buffer, 0, read);
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                arrived.accept(read);
            }
            if (total < size) {
                throw new IOException("it ended after %d of %d bytes".formatted(total, size));
            }
        }
        return digest;
    }

    static MessageDigest sha512() {
        try {
            return MessageDigest.getInstance("SHA-512");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
