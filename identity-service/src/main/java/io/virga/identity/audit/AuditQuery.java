package io.virga.identity.audit;

import io.virga.model.CloudException.Invalid;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/// What a listing of audit events asks for. `domain` is not from the request: it is the only domain whose events
/// the caller may see.
record AuditQuery(Map<String, Object> filters, Optional<UUID> marker, int limit, Optional<String> domain) {

    private static final int MOST = 1_000;
    private static final int USUAL = 100;

    /// By filter, the condition; each takes the value once or twice.
    private static final Map<String, String> CONDITIONS = Map.of(
            "from", "event_time >= ?",
            "to", "event_time < ?",
            "user_id", "user_id = ?",
            "project_id", "project_id = ?",
            "outcome", "outcome = ?",
            "action", "action = ?",
            "service", "service = ?",
            "request_id", "(request_id = ? or global_request_id = ?)");

    /// SQL and the values of its parameters.
    record Statement(String sql, List<Object> values) {}

    /// `Invalid` when a filter's value makes no sense.
    static AuditQuery of(MultivaluedMap<String, String> asked, Optional<String> domain) {
        var filters = new LinkedHashMap<String, Object>();
        for (var name : CONDITIONS.keySet()) {
            var text = asked.getFirst(name);
            if (text != null) {
                filters.put(name, name.equals("from") || name.equals("to") ? time(name, text) : plain(name, text));
            }
        }
        return new AuditQuery(
                filters, Optional.ofNullable(asked.getFirst("marker")).map(AuditQuery::id), limit(asked), domain);
    }

    /// A statement for the events with the filters, newest first; with a domain, those whose initiator or target is
    /// of it.
    Statement statement(String columns, OptionalLong below) {
        var values = new ArrayList<Object>();
        if (domain.isEmpty()) {
            return new Statement(select(columns, "true", below, values), values);
        }
        var sql = new ArrayList<String>();
        // Two halves, so that each goes down an index of its own however few of all events are the domain's.
        for (var column : List.of("user_domain_id", "target_domain_id")) {
            values.add(domain.get());
            sql.add("(" + select(columns, column + " = ?", below, values) + ")");
        }
        values.add(limit);
        return new Statement(String.join(" union ", sql) + " order by sequence desc limit ?", values);
    }

    private String select(String columns, String first, OptionalLong below, List<Object> values) {
        var conditions = new ArrayList<String>(List.of(first));
        filters.forEach((name, value) -> {
            var condition = CONDITIONS.get(name);
            conditions.add(condition);
            values.addAll(Collections.nCopies(
                    (int) condition.chars().filter(c -> c == '?').count(), value));
        });
        below.ifPresent(sequence -> {
            conditions.add("sequence < ?");
            values.add(sequence);
        });
        values.add(limit);
        return "select " + columns + " from audit_events where " + String.join(" and ", conditions)
                + " order by sequence desc limit ?";
    }

    private static int limit(MultivaluedMap<String, String> asked) {
        var text = asked.getFirst("limit");
        if (text == null) {
            return USUAL;
        }
        if (!text.matches("[0-9]{1,6}") || Integer.parseInt(text) == 0) {
            throw new Invalid("limit: a positive number is expected.");
        }
        return Math.min(Integer.parseInt(text), MOST);
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new Invalid("marker: the id of an audit event is expected.");
        }
    }

    private static OffsetDateTime time(String name, String text) {
        try {
            TemporalAccessor parsed =
                    DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
            return parsed instanceof OffsetDateTime exact ? exact : ((LocalDateTime) parsed).atOffset(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new Invalid("%s: a time such as 2026-01-31T12:00:00Z is expected.".formatted(name));
        }
    }

    private static String plain(String name, String text) {
        if (text.indexOf('\0') >= 0) {
            throw new Invalid("%s: U+0000 is not allowed.".formatted(name));
        }
        return text;
    }
}
