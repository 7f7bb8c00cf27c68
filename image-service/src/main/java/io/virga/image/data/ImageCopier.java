package io.virga.image.data;

import io.virga.image.image.Content;
import io.virga.image.store.ImageStore;
import io.virga.image.store.Place;
import io.virga.image.store.Stores;
import io.virga.model.CloudException.Invalid;
import io.virga.model.CloudException.Unavailable;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/// Copies an image's data from one place to another, and proves the copy: by the server itself where it has both, else
/// as a stream, in bounded memory.
@ApplicationScoped
public class ImageCopier {

    private final ImageStore store;
    private final Stores stores;

    ImageCopier(ImageStore store, Stores stores) {
        this.store = store;
        this.stores = stores;
    }

    /// Brings `content`, which lies complete at each of `sources`, to `to`. `progress` runs as it comes forward, and
    /// `waiting` every few seconds while a server is at work of which nothing is seen; what they throw ends it.
    ///
    /// Throws `Invalid` when what has been copied is not `content`: its length or its SHA-512 is another one;
    /// `Unavailable` when a store is away, or none of the sources is there; `TooManyRequests` when there is
    /// no memory for one more copy.
    public void copy(List<Place> sources, Content content, Place to, Runnable progress, Runnable waiting) {
        var from = source(sources, to);
        if (store.copiesItself(from, to) && store.copy(from, to, content.size(), progress, waiting)) {
            readBack(to, content, progress);
        } else {
            stream(from, to, content, progress);
        }
    }

    private Place source(List<Place> sources, Place to) {
        return sources.stream()
                .filter(store::has)
                .min(Comparator.comparing((Place from) -> !store.copiesItself(from, to))
                        .thenComparing(stores.preference()))
                .orElseThrow(() -> new Unavailable(
                        "image store", new NoSuchElementException("the data is at none of %s now".formatted(sources))));
    }

    private void readBack(Place place, Content content, Runnable progress) {
        try (var read = metered(place, content, progress)) {
            read.transferTo(OutputStream.nullOutputStream());
            require(read, content);
        } catch (IOException e) {
            throw new Unavailable("image store " + place.store(), e);
        }
    }

    private void stream(Place from, Place to, Content content, Runnable progress) {
        try (var read = metered(from, content, progress)) {
            store.write(to, read);
            require(read, content);
        } catch (IOException e) {
            throw new Unavailable("image store " + from.store(), e);
        }
    }

    private MeteredStream metered(Place place, Content content, Runnable progress) {
        var data = new StoreStream(store.read(place, 0, content.size()), place.store());
        return new MeteredStream(data, content.size(), Optional.empty(), progress);
    }

    private static void require(MeteredStream read, Content content) {
        if (read.count() != content.size()) {
            throw new Invalid("The copy has %d bytes instead of %d.".formatted(read.count(), content.size()));
        }
        if (!read.content().sha512().equals(content.sha512())) {
            throw new Invalid("The copy's SHA-512 is not that of the image.");
        }
    }
}
