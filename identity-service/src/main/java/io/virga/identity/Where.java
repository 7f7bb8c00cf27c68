package io.virga.identity;

import jakarta.persistence.Entity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.Session;

/// The condition of a listing, built from the filters that a request carries. Values are always bound.
public final class Where {

    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> values = new LinkedHashMap<>();

    /// Adds `column = value` when there is a value.
    public Where equal(String column, Optional<?> value) {
        value.ifPresent(present -> {
            var name = "p" + values.size();
            conditions.add(column + " = :" + name);
            values.put(name, present);
        });
        return this;
    }

    public Where and(String condition) {
        conditions.add(condition);
        return this;
    }

    /// Adds a condition of our own writing, in which `%1$s` stands for the bound `value`.
    public Where holds(String condition, Object value) {
        var name = "p" + values.size();
        conditions.add("(" + condition.formatted(":" + name) + ")");
        values.put(name, value);
        return this;
    }

    public <T> List<T> list(Session session, Class<T> entity, String order) {
        if (values.values().stream().anyMatch(value -> value instanceof String text && text.indexOf('\0') >= 0)) {
            return List.of(); // PostgreSQL holds no such text and refuses to compare with it
        }
        var condition = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        var query = session.createQuery("from " + name(entity) + condition + " order by " + order, entity);
        values.forEach(query::setParameter);
        return query.list();
    }

    private static String name(Class<?> entity) {
        var given = entity.getAnnotation(Entity.class).name();
        return given.isEmpty() ? entity.getSimpleName() : given;
    }
}
