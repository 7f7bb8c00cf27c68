package io.virga.image.image;

import io.virga.image.store.Place;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import java.util.List;
import java.util.Map;
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

    @Embedded
    private Copies copies = new Copies();

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
    static List<Place> places(Map<String, String> keys) {
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

    Copies copies() {
        return copies;
    }

    /// All copies that are complete count.
    void settleCopies() {
        copies.settle().forEach(this::add);
    }

    /// All that is stored, or on its way.
    List<Place> all() {
        return Stream.of(unsettled(), complete(), copies.all())
                .flatMap(List::stream)
                .toList();
    }

    void forget() {
        expect(null);
        locations = new TreeMap<>();
        copies.forget();
    }

    boolean holds(Place place) {
        return all().contains(place);
    }
}
