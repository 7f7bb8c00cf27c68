package io.virga.agent.disk;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.virga.contract.agent.BootImage;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/// Takes an image's bytes from the object store to a file, and proves that they are the right ones.
public final class ImageDownload {

    private static final Logger log = Logger.getLogger(ImageDownload.class);
    private static final int ATTEMPTS = 3;
    private static final int CONNECT_MILLIS = 10_000;
    private static final int SILENCE_MILLIS = 60_000;
    private static final Pattern SHA512 = Pattern.compile("[0-9a-f]{128}");

    private final Counter downloads;

    public ImageDownload(MeterRegistry metrics) {
        this.downloads = Counter.builder("virga_image_downloads")
                .description("Images that this host has fetched from the object store")
                .register(metrics);
    }

    /// The bytes are on disk when it returns. Throws `UnfitImage` when they are not what the image service has,
    /// `ImageUnreachable` when they could not be had.
    void to(Path file, BootImage image) {
        for (var attempt = 1; ; attempt++) {
            try {
                downloads.increment();
                copy(image, file);
                return;
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw new ImageUnreachable("image " + image.id() + " could not be fetched: " + e.getMessage(), e);
                }
                log.infof("fetching image %s broke off (%s); trying again", image.id(), e.getMessage());
            }
        }
    }

    static String digestOf(BootImage image) {
        if (!SHA512.matcher(image.sha512()).matches()) {
            throw new UnfitImage("The image has no valid checksum.");
        }
        return image.sha512();
    }

    private static void copy(BootImage image, Path file) throws IOException {
        var connection = open(image);
        try (var in = connection.getInputStream();
                var out = FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            var digest = copy(in, out, image.size());
            if (!HexFormat.of().formatHex(digest.digest()).equals(digestOf(image))) {
                throw new UnfitImage("The image's bytes are not those that were uploaded.");
            }
            out.force(true);
        } finally {
            connection.disconnect();
        }
    }

    private static HttpURLConnection open(BootImage image) throws IOException {
        var url = URI.create(image.url());
        if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme())) {
            throw new ImageUnreachable("image " + image.id() + " is offered by a URL that is not HTTP", null);
        }
        var connection = (HttpURLConnection) url.toURL().openConnection();
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(SILENCE_MILLIS);
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
            throw new IOException("the object store answered " + connection.getResponseCode());
        }
        return connection;
    }

    private static MessageDigest copy(InputStream in, FileChannel out, long size) throws IOException {
        var digest = sha512();
        var buffer = new byte[1 << 18];
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
        }
        if (total < size) {
            throw new IOException("it ended after %d of %d bytes".formatted(total, size));
        }
        return digest;
    }

    private static MessageDigest sha512() {
        try {
            return MessageDigest.getInstance("SHA-512");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
