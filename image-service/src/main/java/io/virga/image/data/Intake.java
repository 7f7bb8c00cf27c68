package io.virga.image.data;

import io.virga.image.ImageConfig;
import io.virga.image.image.Content;
import io.virga.image.inspect.DeclaredFormat;
import io.virga.image.inspect.ImageBytes;
import io.virga.image.inspect.Inspection;
import io.virga.image.inspect.Verdict;
import io.virga.image.store.ImageStore;
import io.virga.image.store.Place;
import io.virga.model.CloudException.Invalid;
import io.virga.model.CloudException.Unavailable;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// Takes bytes into the store, bounded and hashed on the way, and proves that they are what the image's owner declares.
///
/// Throws `Invalid` when the source breaks off, and when the bytes are something else or dangerous; `TooLarge`;
/// `Unavailable` when the store is away.
@ApplicationScoped
public class Intake {

    private final ImageStore store;
    private final ImageConfig config;

    Intake(ImageStore store, ImageConfig config) {
        this.store = store;
        this.config = config;
    }

    /// Stores `data`, of at most `room` bytes, at `place` and proves it. `progress` runs as the bytes come; what it
    /// throws ends it.
    public Content take(InputStream data, long room, Place place, DeclaredFormat declared, Runnable progress) {
        var received = receive(data, room, place, progress);
        var virtualSize = proved(new ReceivedBytes(received, store, place), declared, progress);
        return new Content(received.count(), virtualSize, received.md5(), received.sha512());
    }

    /// Stores `data` at `place`, whatever it is; the size of the disk inside is not known then.
    Content stage(InputStream data, long room, Place place, Runnable progress) {
        var received = receive(data, room, place, progress);
        return new Content(received.count(), null, received.md5(), received.sha512());
    }

    /// Proves what was staged. `progress` runs as it is read; what it throws ends it.
    public Content prove(Content staged, Place place, DeclaredFormat declared, Runnable progress) {
        var virtualSize = proved(new StoredBytes(store, place, staged.size()), declared, progress);
        return new Content(staged.size(), virtualSize, staged.md5(), staged.sha512());
    }

    /// Hashes and proves what lies at `place`, of which `stored` are all bytes. `Invalid` when there are not `size`.
    public Content verify(InputStream stored, long size, Place place, DeclaredFormat declared, Runnable progress) {
        var read = new MeteredStream(stored, size, progress);
        try {
            read.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new Unavailable("image store", e);
        }
        if (read.count() != size) {
            throw new Invalid("The store has %d bytes instead of %d.".formatted(read.count(), size));
        }
        var virtualSize = proved(new ReceivedBytes(read, store, place), declared, progress);
        return new Content(size, virtualSize, read.md5(), read.sha512());
    }

    private MeteredStream receive(InputStream data, long room, Place place, Runnable progress) {
        var received =
                new MeteredStream(data, Math.min(room, config.upload().maxSize().asLongValue()), progress);
        try {
            store.write(place, received);
            return received;
        } catch (IOException e) {
            throw new Invalid("The upload broke off after %d bytes.".formatted(received.count()));
        }
    }

    private long proved(ImageBytes bytes, DeclaredFormat declared, Runnable progress) {
        try {
            return switch (Inspection.prove(
                    new WatchedBytes(bytes, progress),
                    declared,
                    config.upload().maxVirtualSize().asLongValue())) {
                case Verdict.Proved(var virtualSize) -> virtualSize;
                case Verdict.Refused(var reason) -> throw new Invalid(reason);
            };
        } catch (IOException e) {
            throw new Invalid("The data broke off while it was inspected.");
        }
    }
}
