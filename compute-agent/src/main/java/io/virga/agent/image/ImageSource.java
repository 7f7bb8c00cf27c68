package io.virga.agent.image;

import io.virga.contract.agent.BootImage;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

/// An image's object behind its presigned URL, as HTTP shows it: all answers are of one version of the
/// object, or refused.
final class ImageSource {

    private static final int CONNECT_MILLIS = 10_000;
    private static final int SILENCE_MILLIS = 60_000;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");

    private final BootImage image;
    private volatile Version version;

    /// One object behind a URL, and its entity tag once an answer has told it.
    private record Version(URI url, AtomicReference<String> tag) {

        Version(URI url) {
            this(url, new AtomicReference<>());
        }

        boolean isTagged(String given) {
            return given == null || tag.compareAndSet(null, given) || given.equals(tag.get());
        }

        /// What a newer URL leads to, which may be another store's copy.
        Version at(URI next) {
            var same = next.getAuthority().equals(url.getAuthority())
                    && next.getPath().equals(url.getPath());
            return same ? new Version(next, tag) : new Version(next);
        }
    }

    /// Bytes on their way; `partial` says whether they are the range that was asked for or the whole
    /// object.
    record Answer(HttpURLConnection connection, boolean partial) implements AutoCloseable {

        InputStream bytes() throws IOException {
            return connection.getInputStream();
        }

        /// Ends a transfer that is not over. One that was read to its end leaves its connection for the
        /// next.
        @Override
        public void close() {
            connection.disconnect();
        }
    }

    ImageSource(BootImage image) {
        this.image = image;
        this.version = new Version(url(image));
    }

    /// Goes on at a newer URL of the same image.
    void renew(BootImage fresh) {
        version = version.at(url(fresh));
    }

    private static URI url(BootImage image) {
        var url = URI.create(image.url());
        if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme())) {
            throw new ImageUnreachable(image.id(), "its URL is not HTTP", null);
        }
        return url;
    }

    /// The bytes from `from` to before `to`, or what `open` throws.
    byte[] read(long from, long to) throws IOException {
        var answer = open(from, to);
        if (!answer.partial()) {
            answer.close();
            throw new IOException("the object store gave everything instead of a range");
        }
        try (var in = answer.bytes()) {
            var bytes = new byte[(int) (to - from)];
            var read = in.readNBytes(bytes, 0, bytes.length);
            if (read < bytes.length) {
                throw new IOException("it ended at byte %d".formatted(from + read));
            }
            return bytes;
        }
    }

    /// Asks for the bytes from `from` to before `to`. A server that knows no ranges answers with
    /// everything. Throws `IOException` when asking again may help, `ImageUnreachable` when it will not:
    /// the URL has expired, or leads to another version by now.
    Answer open(long from, long to) throws IOException {
        var asked = version;
        var connection = (HttpURLConnection) asked.url().toURL().openConnection();
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(SILENCE_MILLIS);
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setRequestProperty("Range", "bytes=%d-%d".formatted(from, to - 1));
        var status = connection.getResponseCode();
        switch (status) {
            case HttpURLConnection.HTTP_OK -> requireSame(asked, connection);
            case HttpURLConnection.HTTP_PARTIAL -> {
                requireSame(asked, connection);
                requireRange(connection.getHeaderField("Content-Range"), from, to);
            }
            default -> throw refused(connection, status);
        }
        return new Answer(connection, status == HttpURLConnection.HTTP_PARTIAL);
    }

    private IOException refused(HttpURLConnection connection, int status) {
        connection.disconnect();
        if (status >= 500 || status == TOO_MANY_REQUESTS || status == HttpURLConnection.HTTP_CLIENT_TIMEOUT) {
            return new IOException("the object store answered " + status);
        }
        throw new ImageUnreachable(
                image.id(),
                "the object store refuses it: %d%s"
                        .formatted(status, status == 403 ? ", as when the URL has expired" : ""),
                null);
    }

    // An object without a tag is left to the checksum of the whole.
    private void requireSame(Version asked, HttpURLConnection connection) {
        if (!asked.isTagged(connection.getHeaderField("ETag"))) {
            connection.disconnect();
            throw new ImageUnreachable(image.id(), "it changed in the store while it was fetched", null);
        }
    }

    private void requireRange(String given, long from, long to) throws IOException {
        var range = CONTENT_RANGE.matcher(given == null ? "" : given);
        if (!range.matches() || Long.parseLong(range.group(1)) != from || Long.parseLong(range.group(2)) != to - 1) {
            throw new IOException("the object store gave '%s' for %d-%d".formatted(given, from, to - 1));
        }
        if (Long.parseLong(range.group(3)) != image.size()) {
            throw new UnfitImage("The image has another size than was uploaded.");
        }
    }
}
