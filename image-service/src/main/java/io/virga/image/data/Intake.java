package io.virga.image.data;

import io.virga.image.ImageConfig;
import io.virga.image.image.Content;
import io.virga.image.image.Declaration;
import io.virga.image.inspect.DeclaredFormat;
import io.virga.image.inspect.ImageBytes;
import io.virga.image.inspect.Inspection;
import io.virga.image.inspect.Verdict;
import io.virga.image.signature.Signatures;
import io.virga.image.store.ImageStore;
import io.virga.image.store.Place;
import io.virga.model.CloudException.Invalid;
import io.virga.model.CloudException.Unavailable;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/// Takes bytes into the store, bounded and hashed on the way, and proves that they are what the image's owner
/// declares: signed, if they are said to be, and of the declared format.
///
/// Throws `Invalid` when the source breaks off, when the signature is not of these bytes or cannot be verified, and
/// when the bytes are something else or dangerous; `TooLarge`; `Unavailable` when the store is away, `TooManyRequests`
/// when there is no room
/// for more on the way to it.
@ApplicationScoped
public class Intake {

    private final ImageStore store;
    private final Signatures signatures;
    private final ImageConfig config;

    Intake(ImageStore store, Signatures signatures, ImageConfig config) {
        this.store = store;
        this.signatures = signatures;
        this.config = config;
    }

    /// Stores `data`, which a stranger sends, of at most `room` bytes, at `place` and proves it. `progress` runs as
    /// the bytes come; what it throws ends it.
    public Content take(InputStream data, long room, Place place, Declaration declared, Runnable progress) {
        var signature = signatures.begin(declared.signature());
        var received = new MeteredStream(data, largest(room), signature, progress);
        receive(received, place);
        return proved(received, place, declared.format(), progress);
    }

    /// The same for `data` that was made here, and that nobody has signed.
    public Content keep(InputStream data, long room, Place place, DeclaredFormat declared, Runnable progress) {
        var received = new MeteredStream(data, largest(room), Optional.empty(), progress);
        receive(received, place);
        return proved(received, place, declared, progress);
    }

    /// Stores `data` at `place`, whatever it is; the size of the disk inside is not known then, and its signature
    /// not verified.
    Content stage(InputStream data, long room, Place place, Runnable progress) {
        var received = new MeteredStream(data, largest(room), Optional.empty(), progress);
        receive(received, place);
        return received.content();
    }

    /// Proves what was staged. `progress` runs as it is read; what it throws ends it.
    public Content prove(Content staged, Place place, Declaration declared, Runnable progress) {
        if (declared.signature().isPresent()) {
            return proveSigned(staged, place, declared, progress);
        }
        var bytes = new StoredBytes(store, place, staged.size());
        return with(virtualSize(bytes, declared.format(), progress), staged);
    }

    // Who is to have signed it may have been said after it came, so it is read once more.
    private Content proveSigned(Content staged, Place place, Declaration declared, Runnable progress) {
        try (var stored = new StoreStream(store.read(place, 0, staged.size()), place.store())) {
            var content = verify(stored, staged.size(), place, declared, progress);
            if (!content.sha512().equals(staged.sha512())) {
                throw new Invalid("The staged data is not as it was sent.");
            }
            return content;
        } catch (IOException e) {
            throw new Unavailable("image store", e);
        }
    }

    /// Hashes and proves what lies at `place`, of which `stored` are all bytes. `Invalid` when there are not `size`.
    public Content verify(InputStream stored, long size, Place place, Declaration declared, Runnable progress) {
        var read = new MeteredStream(stored, size, signatures.begin(declared.signature()), progress);
        try {
            read.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new Unavailable("image store", e);
        }
        if (read.count() != size) {
            throw new Invalid("The store has %d bytes instead of %d.".formatted(read.count(), size));
        }
        return proved(read, place, declared.format(), progress);
    }

    private long largest(long room) {
        return Math.min(room, config.upload().maxSize().asLongValue());
    }

    private void receive(MeteredStream received, Place place) {
        try {
            store.write(place, received);
        } catch (IOException e) {
            throw new Invalid("The upload broke off after %d bytes.".formatted(received.count()));
        }
    }

    private Content proved(MeteredStream received, Place place, DeclaredFormat declared, Runnable progress) {
        var content = received.content();
        return with(virtualSize(new ReceivedBytes(received, store, place), declared, progress), content);
    }

    private static Content with(long virtualSize, Content content) {
        return new Content(content.size(), virtualSize, content.md5(), content.sha512(), content.signature());
    }

    private long virtualSize(ImageBytes bytes, DeclaredFormat declared, Runnable progress) {
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
