package io.virga.cli.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// One HTTP request. The body is text, (a slice of) a file to stream, or absent.
public record Request(String method, String url, Map<String, String> headers, String body, Slice content) {

    /// `length` bytes of a file from `offset`, or all there are when `length` is negative.
    public record Slice(Path file, long offset, long length) {

        /// The slice's bytes, fewer when the file has become shorter. To be closed by the caller.
        public InputStream open() throws IOException {
            var stream = Files.newInputStream(file);
            return length < 0 ? stream : new SliceStream(stream, offset, length);
        }
    }

    public static Request of(String method, String url) {
        return new Request(method, url, Map.of("Accept", "application/json", "User-Agent", "virga"), null, null);
    }

    public Request header(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Request(method, url, more, body, content);
    }

    public Request json(String text) {
        return new Request(method, url, headers, text, null).header("Content-Type", "application/json");
    }

    public Request form(String encoded) {
        return new Request(method, url, headers, encoded, null)
                .header("Content-Type", "application/x-www-form-urlencoded");
    }

    public Request upload(Path file) {
        return upload(new Slice(file, 0, -1));
    }

    public Request upload(Slice slice) {
        return new Request(method, url, headers, null, slice).header("Content-Type", "application/octet-stream");
    }

    byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }
}
