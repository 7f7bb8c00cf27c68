package io.virga.image.store;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/// Where the bytes of images are kept. What is stored under a key never changes, and no key is used twice.
///
/// Every method throws `CloudException.Unavailable` when the store does not answer or refuses.
public interface ImageStore {

    /// What the API calls it. There is one.
    String NAME = "s3";

    /// Stores all of `content`, of any length, in bounded memory; nothing is readable under `key` before all of it is.
    /// An exception from `content` is passed on, and nothing is left behind then.
    void write(String key, InputStream content) throws IOException;

    /// For what arrives over many requests.
    Multipart multipart();

    /// `length` bytes from `offset`. To be closed by the caller.
    InputStream read(String key, long offset, long length);

    /// A URL that gives the bytes under `key` to whoever has it, until `validity` is over.
    URI downloadUrl(String key, Duration validity);

    /// Removes what is stored under `key` and what of it has arrived so far. Nothing there is fine.
    void discard(String key);

    /// Hands over, in batches, the keys of everything that was begun before `time`.
    void eachOlderThan(Instant time, Consumer<List<String>> batch);
}
