package io.virga.image.store;

import io.virga.image.ImageConfig;
import io.virga.model.CloudException.Conflict;
import io.virga.model.CloudException.Invalid;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Which stores there are, and which of them is taken when nobody has chosen.
@ApplicationScoped
public class Stores {

    /// The request header that names the store for an image's data.
    public static final String HEADER = "X-Image-Meta-Store";

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");

    private final Map<String, StoreConfig> stores;
    private final String byDefault;

    Stores(ImageConfig config) {
        stores = new TreeMap<>(config.stores());
        if (stores.isEmpty()) {
            throw new IllegalStateException(
                    "There is no image store: set image.stores.s3.endpoint, .access-key and .secret-key");
        }
        stores.keySet().stream()
                .filter(name -> !NAME.matcher(name).matches())
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalStateException(
                            "image.stores.%s: a store's name matches %s: choose another".formatted(name, NAME));
                });
        byDefault = config.defaultStore().orElseGet(this::only);
        if (!writable().contains(byDefault)) {
            throw new IllegalStateException(
                    "image.default-store is '%s': set it to a store that can be written, one of %s"
                            .formatted(byDefault, writable()));
        }
    }

    private String only() {
        if (stores.size() > 1) {
            throw new IllegalStateException("Set image.default-store to one of " + stores.keySet());
        }
        return stores.keySet().iterator().next();
    }

    public String byDefault() {
        return byDefault;
    }

    public boolean areSeveral() {
        return stores.size() > 1;
    }

    /// In the order of their names.
    public List<String> names() {
        return List.copyOf(stores.keySet());
    }

    /// Those that data may be written to, in the order of their names.
    public List<String> writable() {
        return stores.entrySet().stream()
                .filter(store -> !store.getValue().readOnly())
                .map(Map.Entry::getKey)
                .toList();
    }

    public Optional<StoreConfig> find(String name) {
        return Optional.ofNullable(stores.get(name));
    }

    /// The store that data goes to when `wanted` was asked for. `Invalid` when it takes none.
    public String toWrite(Optional<String> wanted) {
        wanted.filter(name -> !writable().contains(name)).ifPresent(name -> {
            throw new Invalid("There is no store %s that takes data; there are %s.".formatted(name, writable()));
        });
        return wanted.orElse(byDefault);
    }

    /// `Conflict` when data cannot be written to `name`, or erased there.
    public void requireWritable(String name) {
        if (!writable().contains(name)) {
            throw new Conflict("There is no store %s that can be written; there are %s.".formatted(name, writable()));
        }
    }

    /// The order in which places are tried for reading: the default store before the others.
    public Comparator<Place> preference() {
        return Comparator.comparing((Place place) -> !place.store().equals(byDefault))
                .thenComparing(Place::store);
    }
}
