package io.virga.image.importing;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.List;
import java.util.stream.Stream;

/// The stores that an import brings data to, and how far it has come: to each one it has been brought, it is still to
/// be, or it will not be.
@Embeddable
class Targets {

    private String[] stores;

    @Column(name = "stores_left")
    private String[] left;

    @Column(name = "stores_failed")
    private String[] failed = {};

    @Column(name = "all_must_succeed")
    private boolean allMustSucceed;

    protected Targets() {}

    /// At least one store, none twice. When `allMustSucceed`, the import fails with the first store that is
    /// not reached, else only with the last one.
    Targets(List<String> stores, boolean allMustSucceed) {
        this.stores = stores.toArray(String[]::new);
        left = this.stores.clone();
        this.allMustSucceed = allMustSucceed;
    }

    List<String> all() {
        return List.of(stores);
    }

    boolean allMustSucceed() {
        return allMustSucceed;
    }

    /// Those that the data is still to be brought to, in the order in which that is tried.
    List<String> left() {
        return List.of(left);
    }

    List<String> failed() {
        return List.of(failed);
    }

    /// Those that the data has been brought to.
    List<String> reached() {
        return all().stream()
                .filter(store -> !left().contains(store))
                .filter(store -> !failed().contains(store))
                .toList();
    }

    /// The next one to try; there must be one.
    String next() {
        return left[0];
    }

    /// The next one cannot be reached now: another one is tried before it.
    void postpone() {
        left = Stream.concat(left().stream().skip(1), left().stream().limit(1)).toArray(String[]::new);
    }

    /// The data lies in `store`, which may be none of these.
    void reach(String store) {
        left = left().stream().filter(other -> !other.equals(store)).toArray(String[]::new);
    }

    void fail(String store) {
        reach(store);
        failed = Stream.concat(failed().stream(), Stream.of(store)).sorted().toArray(String[]::new);
    }

    /// Nothing is brought anywhere.
    void failAll() {
        left = new String[0];
        failed = stores.clone();
    }

    /// Whether nothing is left to be done, or nothing more can help.
    boolean isOver() {
        return left.length == 0 || isLost();
    }

    /// Whether the import has failed as a whole.
    boolean isLost() {
        return failed.length > 0 && (allMustSucceed || failed.length == stores.length);
    }

    /// Whether the data may be used where it has been brought to already.
    boolean counts() {
        return !isLost() && (!allMustSucceed || left.length == 0) && !reached().isEmpty();
    }
}
