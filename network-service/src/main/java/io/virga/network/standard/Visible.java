package io.virga.network.standard;

import io.virga.model.Caller;
import io.virga.model.ProjectId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;

/// Reads what a caller may see. The project is part of the query itself, so that no later mistake can show what is
/// another's; the filters that every client uses are, too.
public final class Visible {

    private static final Map<String, String> COLUMNS = Map.of(
            "name", "name",
            "project_id", "projectId",
            "tenant_id", "projectId",
            "device_id", "deviceId",
            "mac_address", "macAddress");
    private static final Map<String, String> IDS =
            Map.of("id", "id", "network_id", "networkId", "security_group_id", "groupId", "port_id", "portId");

    private Visible() {}

    /// All that `caller` sees, `also` (a condition of HQL on `it`) included.
    public static <T extends Owned> List<T> list(
            Session session, Class<T> kind, Caller caller, String also, Query query) {
        var conditions = new ArrayList<String>();
        var values = new LinkedHashMap<String, Object>();
        if (!caller.readsAll()) {
            conditions.add("(it.projectId = :project or " + also + ")");
            values.put("project", project(caller));
        }
        query.filters().forEach((key, accepted) -> narrow(kind, key, accepted, conditions, values));
        var where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        var select = session.createSelectionQuery("from " + kind.getName() + " it" + where, kind);
        values.forEach(select::setParameter);
        return select.list();
    }

    /// The one with this id, if `caller` sees it.
    public static <T extends Owned> Optional<T> find(
            Session session, Class<T> kind, Caller caller, String also, UUID id) {
        var query = Query.of(Map.of("id", List.of(id.toString())));
        return list(session, kind, caller, also, query).stream().findFirst();
    }

    private static String project(Caller caller) {
        return caller.projectScope().map(ProjectId::value).orElse("-");
    }

    private static void narrow(
            Class<?> kind, String key, List<String> accepted, List<String> conditions, Map<String, Object> values) {
        if (COLUMNS.containsKey(key)
                && has(kind, COLUMNS.get(key))
                && accepted.stream().noneMatch(String::isEmpty)) {
            conditions.add("it.%s in :%s".formatted(COLUMNS.get(key), key));
            values.put(key, accepted);
        }
        if (IDS.containsKey(key) && has(kind, IDS.get(key)) && accepted.stream().noneMatch(String::isEmpty)) {
            conditions.add("it.%s in :%s".formatted(IDS.get(key), key));
            values.put(
                    key,
                    accepted.stream()
                            .flatMap(text -> Ownership.uuid(text).stream())
                            .toList());
        }
    }

    private static boolean has(Class<?> kind, String attribute) {
        for (Class<?> type = kind; type != null; type = type.getSuperclass()) {
            for (var field : type.getDeclaredFields()) {
                if (field.getName().equals(attribute)) {
                    return true;
                }
            }
        }
        return false;
    }
}
