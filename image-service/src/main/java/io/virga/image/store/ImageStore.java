package io.virga.image.store;

import io.vertx.core.http.HttpClientResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/// The stores in which the bytes of images are kept. What is stored at a place never changes, and no place is used
/// twice.
///
/// Every method throws `CloudException.Unavailable` when the store does not answer or refuses, and for a store that is
/// not configured any more.
public interface ImageStore {

    /// Stores all of `content`, of any length, in bounded memory; nothing is readable at `place` before all of it is.
    /// An exception from `content` is passed on, and nothing is left behind then. `TooManyRequests` when too
    /// much is being stored already.
    void write(Place place, InputStream content) throws IOException;

    /// For what arrives over many requests.
    Multipart multipart();

    /// `length` bytes from `offset`. To be closed by the caller.
    InputStream read(Place place, long offset, long length);

    /// The same, at least one byte, to be passed on by the event loop of the request that is being answered: paused,
    /// and
    /// with exactly so many to come. Its request is to be reset when they are not wanted any more.
    HttpClientResponse stream(Place place, long offset, long length);

    /// A URL that gives the bytes at `place` to whoever has it, until `validity` is over. The store is not asked.
    URI downloadUrl(Place place, Duration validity);

    /// Whether the store answers, and has something at `place`. False, too, for a store that is not configured any
    /// more.
    boolean has(Place place);

    /// Whether the server that has `to` has `from`, too, so that it could copy by itself.
    boolean copiesItself(Place from, Place to);

    /// Has the server copy the `size` bytes at `from` to `to`. `progress` is run when some of them are there, and
    /// `waiting` every few seconds meanwhile; what they throw ends the copy. Nothing is under way any more
    /// when this returns, in whatever way.
    ///
    /// False when the server turns out not to be able to; nothing is at `to` then.
    boolean copy(Place from, Place to, long size, Runnable progress, Runnable waiting);

    /// Removes what is stored at `place` and what of it has arrived so far. Nothing there is fine.
    void discard(Place place);

    /// Hands over, in batches, the places of everything in `store` that was begun before `time`.
    void eachOlderThan(String store, Instant time, Consumer<List<Place>> batch);
}
