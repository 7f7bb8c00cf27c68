package io.virga.image.image;

import io.virga.model.Caller;
import io.virga.model.CloudException.Invalid;
import io.virga.web.Booleans;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/// The filters of a listing as conditions of the query, and what the caller may see at all.
final class ImageFilters {

    private static final Set<String> MEMBER_STATUSES = Set.of("accepted", "pending", "rejected", "all");

    private final Caller caller;
    private final Map<String, List<String>> filters;
    private final Predicate<String> readable;
    private final Where where = new Where();

    private ImageFilters(Caller caller, Map<String, List<String>> filters, Predicate<String> readable) {
        this.caller = caller;
        this.filters = filters;
        this.readable = readable;
    }

    /// No image has a property that is not `readable`.
    static Where of(Caller caller, Map<String, List<String>> filters, Predicate<String> readable) {
        var conditions = new ImageFilters(caller, filters, readable);
        conditions.where.and("status <> 'DELETED'");
        conditions.visible();
        conditions.filtered();
        return conditions.where;
    }

    private void visible() {
        var wanted = value("visibility", "");
        if (!wanted.isEmpty() && !wanted.equals("all")) {
            where.and("visibility = ?", Visibility.of(wanted).name());
        }
        if (caller.readsAll()) {
            return;
        }
        var project = caller.project().value();
        var alternatives = new ArrayList<>(
                List.of(where.piece("owner = ?", project), "visibility = 'PUBLIC'", sharedWith(project)));
        if (wanted.equals("community") || wanted.equals("all")) {
            alternatives.add("visibility = 'COMMUNITY'");
        }
        where.andAny(alternatives);
    }

    private String sharedWith(String project) {
        var status = value("member_status", "accepted");
        if (!MEMBER_STATUSES.contains(status)) {
            throw new Invalid("Invalid status: %s; it is one of %s.".formatted(status, MEMBER_STATUSES));
        }
        var membership = "visibility = 'SHARED' and id in (select image_id from image_members where member_id = ?";
        return status.equals("all")
                ? where.piece(membership + ")", project)
                : where.piece(membership + " and status = ?)", project, status);
    }

    private void filtered() {
        where.and("hidden = ?", filters.containsKey("os_hidden") && bool("os_hidden"));
        for (var filter : filters.entrySet()) {
            for (var value : filter.getValue()) {
                filter(filter.getKey(), value);
            }
        }
    }

    private void filter(String key, String value) {
        switch (key) {
            case "visibility", "member_status", "os_hidden" -> {} // part of what is visible, above
            case "id" ->
                where.andIn(
                        "id",
                        alternatives(value).stream().map(ImageFilters::uuid).toList());
            case "status" -> where.andIn("status", alternatives(value.toUpperCase(Locale.ROOT)));
            case "name", "container_format", "disk_format" -> where.andIn(key, alternatives(value));
            case "owner" -> where.and("owner = ?", value);
            case "checksum" -> where.and("md5 = ?", value);
            case "os_hash_value" -> where.and("sha512 = ?", value);
            case "os_hash_algo" -> where.and("sha512 is not null and ? = 'sha512'", value);
            case "protected" -> where.and("protected = ?", bool(key));
            case "tag" -> where.and("tags @> array[cast(? as text)]", value);
            case "size", "virtual_size", "min_ram", "min_disk" -> where.and(key + " = ?", number(key, value));
            case "size_min" -> where.and("size >= ?", number(key, value));
            case "size_max" -> where.and("size <= ?", number(key, value));
            case "created_at", "updated_at" -> time(key, value);
            default -> {
                if (readable.test(key)) {
                    where.and("properties ->> cast(? as text) = ?", key, value);
                } else {
                    where.and("false");
                }
            }
        }
    }

    private String value(String key, String otherwise) {
        return filters.getOrDefault(key, List.of(otherwise)).getFirst();
    }

    private boolean bool(String key) {
        return Booleans.parse(value(key, ""));
    }

    private static long number(String key, String text) {
        try {
            var number = Long.parseLong(text);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new Invalid("%s must be an integer.".formatted(key));
        }
        throw new Invalid("%s must not be negative.".formatted(key));
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return new UUID(0, 0); // the id of no image
        }
    }

    /// `in:a,"b,c"` names several values, anything else is one.
    static List<String> alternatives(String value) {
        if (!value.regionMatches(true, 0, "in:", 0, 3)) {
            return List.of(value);
        }
        var found = new ArrayList<String>();
        var current = new StringBuilder();
        var quoted = false;
        for (var character : value.substring(3).toCharArray()) {
            if (character == '"') {
                quoted = !quoted;
            } else if (character == ',' && !quoted) {
                found.add(current.toString());
                current.setLength(0);
            } else {
                current.append(character);
            }
        }
        if (quoted) {
            throw new Invalid("Invalid filter value %s. The quote is not closed.".formatted(value));
        }
        found.add(current.toString());
        return found;
    }

    private void time(String key, String value) {
        var colon = value.indexOf(':');
        var operator = colon < 0 ? "" : value.substring(0, colon);
        var comparison = switch (operator) {
            case "gt" -> " > ?";
            case "gte" -> " >= ?";
            case "lt" -> " < ?";
            case "lte" -> " <= ?";
            case "neq" -> " <> ?";
            default -> " = ?";
        };
        var named = Set.of("gt", "gte", "lt", "lte", "neq", "eq").contains(operator);
        where.and(
                "date_trunc('second', " + key + ")" + comparison, instant(named ? value.substring(colon + 1) : value));
    }

    private static Instant instant(String text) {
        try {
            var zoned = text.matches(".*(Z|[+-]\\d\\d:\\d\\d)$");
            return zoned
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text.contains("T") ? text : text + "T00:00:00")
                            .toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            throw new Invalid("'%s' is not a time of ISO 8601.".formatted(text));
        }
    }
}
