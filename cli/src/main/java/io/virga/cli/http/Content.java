package io.virga.cli.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Bytes that a request sends.
public sealed interface Content {

    long UNKNOWN = -1;

    /// To be closed by the caller.
    InputStream open() throws IOException;

    /// How many bytes there are, or [#UNKNOWN].
    long size() throws IOException;

    /// Whether the same bytes can be sent again.
    boolean isRepeatable();

    /// All of a file, which need not be a regular one.
    record Whole(Path file) implements Content {
        @Override
        public InputStream open() throws IOException {
            var bytes = Files.newInputStream(file);
            return isRepeatable() ? bytes : new Pipe(bytes);
        }

        @Override
        public long size() throws IOException {
            return Files.isRegularFile(file) ? Files.size(file) : UNKNOWN;
        }

        @Override
        public boolean isRepeatable() {
            return Files.isRegularFile(file);
        }
    }

    /// `length` bytes of a file from `offset`, fewer when the file has become shorter.
    record Slice(Path file, long offset, long length) implements Content {
        @Override
        public InputStream open() throws IOException {
            return new SliceStream(Files.newInputStream(file), offset, length);
        }

        @Override
        public long size() {
            return length;
        }

        @Override
        public boolean isRepeatable() {
            return true;
        }
    }

    /// What comes out of a stream until it ends.
    record Flow(InputStream bytes) implements Content {
        @Override
        public InputStream open() {
            return new Pipe(bytes);
        }

        @Override
        public long size() {
            return UNKNOWN;
        }

        @Override
        public boolean isRepeatable() {
            return false;
        }
    }
}
