package io.virga.image.metadef.namespace;

import io.virga.image.image.Where;
import io.virga.image.metadef.listing.Listing;
import io.virga.image.metadef.naming.Names;
import io.virga.model.Caller;
import io.virga.model.CloudException.Invalid;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which namespaces a listing is to show: only of that visibility, and only with one of these resource types.
/// An empty list of them means any.
public record NamespaceFilters(Optional<NamespaceVisibility> visibility, List<String> resourceTypes) {

    private static final int MOST_TYPES = 100;

    public static NamespaceFilters parse(Map<String, List<String>> query) {
        var visibility = Listing.first(query, "visibility").map(NamespaceVisibility::of);
        var types = Listing.first(query, "resource_types")
                .map(text -> List.of(text.split(",", -1)))
                .orElse(List.of());
        if (types.size() > MOST_TYPES || types.stream().anyMatch(NamespaceFilters::isNone)) {
            throw new Invalid("resource_types: at most %d names of at most %d characters are expected."
                    .formatted(MOST_TYPES, Names.LONGEST));
        }
        return new NamespaceFilters(visibility, types);
    }

    private static boolean isNone(String type) {
        return type.length() > Names.LONGEST || type.indexOf('\0') >= 0;
    }

    /// What holds of the namespaces that the caller is to be shown.
    Where whereFor(Caller caller) {
        var where = new Where();
        if (caller.readsAll()) {
            where.and("true");
        } else {
            where.and("owner = ? or visibility = 'PUBLIC'", caller.project().value());
        }
        visibility.ifPresent(wanted -> where.and("visibility = ?", wanted.name()));
        if (!resourceTypes.isEmpty()) {
            var marks = String.join(", ", resourceTypes.stream().map(_ -> "?").toList());
            where.and(
                    "id in (select namespace_id from metadef_associations where resource_type in (" + marks + "))",
                    resourceTypes.toArray());
        }
        return where;
    }
}
