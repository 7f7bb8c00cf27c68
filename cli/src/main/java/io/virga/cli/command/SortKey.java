package io.virga.cli.command;

import java.util.List;
import java.util.stream.Stream;

/// One key of `--sort`, and which way.
public record SortKey(String name, boolean descending) {

    /// `key[:asc|desc],…`, the first key first; ascending unless it says otherwise.
    public static List<SortKey> all(String sort) {
        return Stream.of(sort.split(",")).map(SortKey::of).toList();
    }

    private static SortKey of(String text) {
        var parts = text.split(":", 2);
        var direction = Usage.oneOf(parts.length < 2 ? "asc" : parts[1], "--sort", "asc", "desc");
        return new SortKey(parts[0], direction.equals("desc"));
    }

    /// With the direction, as `name:asc`.
    @Override
    public String toString() {
        return name + (descending ? ":desc" : ":asc");
    }
}
