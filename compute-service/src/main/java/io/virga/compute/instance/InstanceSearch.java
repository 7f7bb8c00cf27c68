package io.virga.compute.instance;

import io.virga.compute.instance.InstanceState.Task;
import io.virga.compute.instance.InstanceState.VmState;
import io.virga.model.CloudException.Invalid;
import io.virga.model.InstanceId;
import io.virga.model.ProjectId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.hibernate.Session;
import org.hibernate.exception.DataException;

/// A search for instances, built condition by condition; all must hold. Everything a caller supplies is a parameter.
public final class InstanceSearch {

    private static final Map<String, String> SORTABLE = Map.of(
            "created_at", "createdAt",
            "updated_at", "updatedAt",
            "display_name", "name",
            "uuid", "id",
            "vm_state", "vmState",
            "project_id", "projectId",
            "user_id", "userId");
    private static final int LONGEST_PATTERN = 255;
    private static final Set<Task> REBOOTS = Set.of(Task.REBOOTING, Task.REBOOTING_HARD);

    /// One of several states: at `vm` and not rebooting, or, when `reboot` is not null, in that reboot.
    public record StateTerm(VmState vm, Task reboot) {}

    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> parameters = new LinkedHashMap<>();
    private String sortField = "createdAt";
    private boolean ascending;

    public InstanceSearch in(ProjectId project) {
        return equal("projectId", project.value());
    }

    public InstanceSearch by(String user) {
        return equal("userId", user);
    }

    public InstanceSearch withFlavor(String flavor) {
        return equal("flavorId", flavor);
    }

    public InstanceSearch withImage(UUID image) {
        return equal("imageId", image);
    }

    public InstanceSearch withId(UUID id) {
        return equal("id", id);
    }

    public InstanceSearch on(String host) {
        return equal("host", host);
    }

    public InstanceSearch locked(boolean locked) {
        return equal("locked", locked);
    }

    public InstanceSearch nothing() {
        conditions.add("1 = 0");
        return this;
    }

    /// A regular expression that matches anywhere in the name.
    public InstanceSearch named(String pattern) {
        conditions.add("function('regexp_like', i.name, :name) = true");
        parameters.put("name", regex("name", pattern));
        return this;
    }

    /// A regular expression that matches anywhere in one of the fixed addresses.
    public InstanceSearch withAddress(String pattern, int version) {
        var parameter = "ip" + version;
        conditions.add(("exists (select 1 from InstancePort p where p.instanceId = i.id"
                        + " and function('regexp_like', p.ips, :%s) = true)")
                .formatted(parameter));
        parameters.put(parameter, regex("ip", pattern));
        return this;
    }

    /// Of deleted ones too, once something has happened to them.
    public InstanceSearch changedSince(Instant since) {
        conditions.add("updatedAt >= :since");
        parameters.put("since", since);
        return this;
    }

    public InstanceSearch deleted(boolean deleted) {
        conditions.add(deleted ? "vmState = :deleted" : "vmState <> :deleted");
        parameters.put("deleted", VmState.DELETED);
        return this;
    }

    public InstanceSearch inAnyOf(List<StateTerm> states) {
        var terms = new ArrayList<String>();
        for (var state : states) {
            var number = parameters.size();
            if (state.reboot() != null) {
                terms.add("task = :task" + number);
                parameters.put("task" + number, state.reboot());
            } else {
                terms.add("(vmState = :vm%d and (task is null or task not in :reboots))".formatted(number));
                parameters.put("vm" + number, state.vm());
                parameters.put("reboots", REBOOTS);
            }
        }
        conditions.add(terms.stream().collect(Collectors.joining(" or ", "(", ")")));
        return this;
    }

    /// With all of the tags.
    public InstanceSearch taggedAll(List<String> tags) {
        return tagged("array_includes(i.tags, :%s)", tags);
    }

    /// With one of the tags at least.
    public InstanceSearch taggedAny(List<String> tags) {
        return tagged("array_intersects(i.tags, :%s)", tags);
    }

    /// Without one of the tags at least.
    public InstanceSearch notTaggedAll(List<String> tags) {
        return tagged("not array_includes(i.tags, :%s)", tags);
    }

    /// With none of the tags.
    public InstanceSearch notTaggedAny(List<String> tags) {
        return tagged("not array_intersects(i.tags, :%s)", tags);
    }

    private InstanceSearch tagged(String condition, List<String> tags) {
        var parameter = "tags" + parameters.size();
        conditions.add(condition.formatted(parameter));
        parameters.put(parameter, tags.toArray(String[]::new));
        return this;
    }

    public InstanceSearch sortedBy(String key, boolean smallestFirst) {
        sortField = Optional.ofNullable(SORTABLE.get(key))
                .orElseThrow(() -> new Invalid("Sort key %s is not supported.".formatted(key)));
        ascending = smallestFirst;
        return this;
    }

    /// At most `limit`, after the one with the id `marker`.
    List<Instance> run(Session session, Optional<InstanceId> marker, int limit) {
        marker.ifPresent(id -> startAfter(session, id));
        var where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        var direction = ascending ? "asc" : "desc";
        var order = " order by i.%s %s, i.id %s".formatted(sortField, direction, direction);
        var query = session.createQuery("from Instance i" + where + order, Instance.class);
        parameters.forEach(query::setParameter);
        try {
            return query.setMaxResults(limit).list();
        } catch (DataException e) {
            throw new Invalid("Invalid filter: " + e.getSQLException().getMessage());
        }
    }

    private void startAfter(Session session, InstanceId marker) {
        var row = Optional.ofNullable(session.createQuery(
                                "select i.%s from Instance i where i.id = :id".formatted(sortField), Object.class)
                        .setParameter("id", marker.value())
                        .uniqueResult())
                .orElseThrow(() -> new Invalid("marker [%s] not found".formatted(marker)));
        var operator = ascending ? ">" : "<";
        conditions.add("(i.%1$s %2$s :markerKey or (i.%1$s = :markerKey and i.id %2$s :markerId))"
                .formatted(sortField, operator));
        parameters.put("markerKey", row);
        parameters.put("markerId", marker.value());
    }

    private InstanceSearch equal(String field, Object value) {
        conditions.add("%1$s = :%1$s".formatted(field));
        parameters.put(field, value);
        return this;
    }

    private static String regex(String filter, String pattern) {
        try {
            if (pattern.length() <= LONGEST_PATTERN && pattern.indexOf('\0') < 0) {
                Pattern.compile(pattern);
                return pattern;
            }
        } catch (PatternSyntaxException _) {
            // refused below
        }
        throw new Invalid("Invalid input for query parameter %s: not a regular expression".formatted(filter));
    }
}
