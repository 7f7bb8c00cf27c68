package io.virga.identity;

import io.virga.model.CloudException.Forbidden;
import io.virga.model.CloudException.Invalid;
import io.virga.web.Fields;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;

/// What a request says about the `options` of a thing: new values by name, null where one is taken away. `alone` when
/// it says nothing else.
public record Options(Map<String, Object> changes, boolean alone) {

    private static final String IMMUTABLE = "immutable";
    private static final Map<String, BiFunction<Fields, String, Object>> OF_RESOURCES =
            Map.of(IMMUTABLE, Options::booleanOf);

    /// The options of projects, domains and roles.
    public static Options ofResource(Fields thing) {
        return read(thing, OF_RESOURCES);
    }

    /// `Invalid` for an option that is not in `known`, which says how each value is read.
    public static Options read(Fields thing, Map<String, BiFunction<Fields, String, Object>> known) {
        var changes = new LinkedHashMap<String, Object>();
        thing.optionalObject("options").ifPresent(options -> {
            for (var name : options.keys()) {
                if (!known.containsKey(name)) {
                    throw new Invalid("options: there is no option '%s'; known are: %s."
                            .formatted(name, String.join(", ", new TreeSet<>(known.keySet()))));
                }
                changes.put(name, options.isNull(name) ? null : known.get(name).apply(options, name));
            }
        });
        return new Options(changes, thing.keys().equals(Set.of("options")));
    }

    public static Object booleanOf(Fields options, String name) {
        if (!options.json(name).isBoolean()) {
            throw new Invalid("options.%s: true or false is expected.".formatted(name));
        }
        return options.bool(name);
    }

    public Map<String, Object> appliedTo(Map<String, Object> before) {
        var after = new LinkedHashMap<>(before);
        changes.forEach((name, value) -> {
            if (value == null) {
                after.remove(name);
            } else {
                after.put(name, value);
            }
        });
        return after;
    }

    /// `Forbidden` for a thing that is immutable now, unless the request does nothing but lift that.
    public void requireChangeable(String kind, String id, Map<String, Object> now) {
        var lifts = alone && changes.containsKey(IMMUTABLE) && !Boolean.TRUE.equals(changes.get(IMMUTABLE));
        if (!lifts) {
            requireMutable("update", kind, id, now);
        }
    }

    /// `Forbidden` for a thing that is immutable now.
    public static void requireMutable(String action, String kind, String id, Map<String, Object> now) {
        if (isImmutable(now)) {
            throw new Forbidden(
                    "Unable to %s immutable %s resource: %s. Set resource option \"immutable\" to false first."
                            .formatted(action, kind, id));
        }
    }

    public static boolean isImmutable(Map<String, Object> options) {
        return Boolean.TRUE.equals(options.get(IMMUTABLE));
    }
}
