package io.virga.image.metadef.listing;

import java.util.List;
import java.util.Optional;

/// The rows of a page, and the name that the next page begins after when there is one.
public record Page<T extends Listed>(List<T> rows, Optional<String> next) {

    /// `found` has one row more than fits when there is a further page.
    static <T extends Listed> Page<T> of(List<T> found, int limit) {
        var rows = found.subList(0, Math.min(found.size(), limit));
        var more = found.size() > limit && !rows.isEmpty();
        return new Page<>(rows, more ? Optional.of(rows.getLast().name()) : Optional.empty());
    }
}
