package io.virga.image.image;

import io.virga.image.store.Place;
import jakarta.persistence.Embeddable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/// The copies of an image's data that are on their way to further stores, and those that have arrived but do not count
/// yet. One for each store at most.
@Embeddable
public class Copies {

    /// Those that are wanted: the key by the store's name, null until somebody has begun with it.
    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, String> copies = new TreeMap<>();

    /// Those that are complete.
    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, String> copied = new TreeMap<>();

    protected Copies() {}

    /// Copies to `stores` are wanted from now on.
    public void expect(List<String> stores) {
        var wanted = new TreeMap<>(copies);
        stores.forEach(store -> wanted.put(store, null));
        copies = wanted;
    }

    /// Whether there is one that does not count yet.
    public boolean isAny() {
        return !copies.isEmpty() || !copied.isEmpty();
    }

    /// The copy to the place's store goes there. Returns where it went before, when somebody has begun already.
    public Optional<Place> begin(Place place) {
        var begun = new TreeMap<>(copies);
        var before = Optional.ofNullable(begun.put(place.store(), place.key()));
        copies = begun;
        return before.map(key -> new Place(place.store(), key));
    }

    /// Whether the copy on its way to `place` is one that is waited for.
    public boolean awaits(Place place) {
        return underWay().contains(place);
    }

    /// In the order of the stores' names.
    List<Place> underWay() {
        return Whereabouts.places(copies);
    }

    /// The copy to `store`, which is under way, is complete and proved.
    public void finish(String store) {
        var left = new TreeMap<>(copies);
        var done = new TreeMap<>(copied);
        done.put(store, left.remove(store));
        copies = left;
        copied = done;
    }

    /// In the order of the stores' names.
    List<Place> complete() {
        return Whereabouts.places(copied);
    }

    /// Returns those that are complete, and are copies no more.
    List<Place> settle() {
        var settled = complete();
        copied = new TreeMap<>();
        return settled;
    }

    /// Nobody wants the copies to `stores`. Returns where they lie, or go.
    public List<Place> drop(Collection<String> stores) {
        return stores.stream().flatMap(store -> drop(store).stream()).toList();
    }

    private Optional<Place> drop(String store) {
        var wanted = new TreeMap<>(copies);
        var done = new TreeMap<>(copied);
        var keys = Stream.of(wanted, done).map(map -> map.remove(store)).filter(Objects::nonNull);
        var place = keys.findFirst().map(key -> new Place(store, key));
        copies = wanted;
        copied = done;
        return place;
    }

    List<Place> all() {
        return Stream.concat(underWay().stream(), complete().stream()).toList();
    }

    void forget() {
        copies = new TreeMap<>();
        copied = new TreeMap<>();
    }
}
