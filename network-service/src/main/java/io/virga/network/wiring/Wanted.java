package io.virga.network.wiring;

import io.virga.network.standard.Scope;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// One row that the northbound database should hold. Its marks in `external_ids` say that it is ours, and whose.
record Wanted(String table, String key, Map<String, Object> columns, List<Membership> memberOf) {

    static final String SCOPE = "virga-scope";
    static final String KEY = "virga-key";

    /// Stands in a column for the row with that key.
    record Reference(String table, String key) {}

    /// The row must be an element of a column of another row, which is never compared as a whole: a change of one port
    /// does not look at the thousand others of its switch.
    record Membership(String table, String key, String column) {}

    static Wanted of(Scope scope, String table, String key, Map<String, Object> columns, Membership... memberOf) {
        var all = new HashMap<>(columns);
        all.put("external_ids", Map.of(SCOPE, scope.toString(), KEY, key));
        return new Wanted(table, key, all, List.of(memberOf));
    }

    static String key(String kind, UUID id) {
        return kind + ":" + id;
    }
}
