package io.virga.image.image;

import io.virga.image.store.Place;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/// Where the bytes of an image lie: complete ones in one place of each store, those that are on their way, or wait at
/// the stage, at one place more, and copies of them that do not count yet.
@Embeddable
class Whereabouts {

    private String store;

    @Column(name = "object_key")
    private String objectKey;

    /// In the same store as what is arriving.
    @Column(name = "converted_key")
    private String convertedKey;

    /// The key by the store's name.
    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, String> locations = new TreeMap<>();

    /// Copies that are wanted: the key by the store's name, null until somebody has begun with it.
    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, String> copies = new TreeMap<>();

    /// Copies that are complete, but do not count before the others are.
    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, String> copied = new TreeMap<>();

    protected Whereabouts() {}

    Optional<Place> arriving() {
        return Optional.ofNullable(objectKey).map(key -> new Place(store, key));
    }

    /// Null: nothing does any more, in no format.
    void expect(Place place) {
        store = place == null ? null : place.store();
        objectKey = place == null ? null : place.key();
        if (place == null) {
            convertedKey = null;
        }
    }

    /// Where the arriving data goes in another format.
    Optional<Place> converted() {
        return Optional.ofNullable(convertedKey).map(key -> new Place(store, key));
    }

    /// `place` is in the store of what is arriving.
    void convert(Place place) {
        convertedKey = place.key();
    }

    /// All that is not complete.
    List<Place> unsettled() {
        return Stream.concat(arriving().stream(), converted().stream()).toList();
    }

    /// Where the data is read: where it arrives, or any complete one.
    Place known() {
        return arriving().orElseGet(() -> complete().getFirst());
    }

    /// What was arriving is complete.
    void settle() {
        arriving().ifPresent(this::add);
        expect(null);
    }

    /// What was converted is complete. Returns where the data lies that it was made from.
    Place settleConverted() {
        var source = arriving().orElseThrow();
        add(converted().orElseThrow());
        expect(null);
        return source;
    }

    private void add(Place place) {
        locations = new TreeMap<>(locations);
        locations.put(place.store(), place.key());
    }

    /// In the order of the stores' names.
    List<Place> complete() {
        return places(locations);
    }

    // The database has an order of its own.
    private static List<Place> places(Map<String, String> keys) {
        return new TreeMap<>(keys)
                .entrySet().stream()
                        .filter(entry -> entry.getValue() != null)
                        .map(entry -> new Place(entry.getKey(), entry.getValue()))
                        .toList();
    }

    /// Returns where it lay.
    Optional<Place> remove(String from) {
        var left = new TreeMap<>(locations);
        var place = Optional.ofNullable(left.remove(from)).map(key -> new Place(from, key));
        locations = left;
        return place;
    }

    /// Copies to `stores` are wanted from now on.
    void expectCopies(List<String> stores) {
        var wanted = new TreeMap<>(copies);
        stores.forEach(store -> wanted.put(store, null));
        copies = wanted;
    }

    /// Whether there is one that does not count yet.
    boolean expectsCopies() {
        return !copies.isEmpty() || !copied.isEmpty();
    }

    /// The copy to the place's store goes there. Returns where it went before, when somebody has begun already.
    Optional<Place> copyTo(Place place) {
        var begun = new TreeMap<>(copies);
        var before = Optional.ofNullable(begun.put(place.store(), place.key()));
        copies = begun;
        return before.map(key -> new Place(place.store(), key));
    }

    /// Where copies are under way, in the order of the stores' names.
    List<Place> copies() {
        return places(copies);
    }

    /// The copy to `store` is complete; there must be one under way.
    void finishCopy(String store) {
        var left = new TreeMap<>(copies);
        var done = new TreeMap<>(copied);
        done.put(store, left.remove(store));
        copies = left;
        copied = done;
    }

    /// Copies that are complete but do not count.
    List<Place> copied() {
        return places(copied);
    }

    /// All copies that are complete count.
    void settleCopies() {
        copied().forEach(this::add);
        copied = new TreeMap<>();
    }

    /// Nobody wants the copy to `store`. Returns where it lies, or goes.
    Optional<Place> dropCopy(String store) {
        var wanted = new TreeMap<>(copies);
        var done = new TreeMap<>(copied);
        var keys = Stream.of(wanted, done).map(map -> map.remove(store)).filter(Objects::nonNull);
        var place = keys.findFirst().map(key -> new Place(store, key));
        copies = wanted;
        copied = done;
        return place;
    }

    /// All that is stored, or on its way.
    List<Place> all() {
        return Stream.of(unsettled(), complete(), copies(), copied())
                .flatMap(List::stream)
                .toList();
    }

    void forget() {
        expect(null);
        locations = new TreeMap<>();
        copies = new TreeMap<>();
        copied = new TreeMap<>();
    }

    boolean holds(Place place) {
        return all().contains(place);
    }
}
