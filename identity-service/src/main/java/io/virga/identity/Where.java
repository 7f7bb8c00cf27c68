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
        value.ifPresent(present -> holds(column + " = %s", present));
        return this;
    }

    /// Adds each condition on the text in `column`.
    public Where matching(String column, List<TextFilter> filters) {
        filters.forEach(filter -> conditions.add(filter.condition(column, bind(filter.bound()))));
        return this;
    }

    /// Adds the conditions on the column `tags`.
    public Where tagged(TagFilter filter) {
        return tagged("array_includes(tags, %s)", filter.all())
                .tagged("array_intersects(tags, %s)", filter.any())
                .tagged("not array_includes(tags, %s)", filter.notAll())
                .tagged("not array_intersects(tags, %s)", filter.none());
    }

    private Where tagged(String condition, List<String> tags) {
        return tags.isEmpty() ? this : holds(condition, tags.toArray(String[]::new));
    }

    public Where and(String condition) {
        conditions.add(condition);
        return this;
    }

    /// Adds a condition of our own writing, in which `%1$s` stands for the bound `value`.
    public Where holds(String condition, Object value) {
        conditions.add("(" + condition.formatted(":" + bind(value)) + ")");
        return this;
    }

    public <T> List<T> list(Session session, Class<T> entity, String order) {
        return list(session, entity, order, Page.WHOLE);
    }

    /// A part of the listing is ordered by `id`, so that the next one follows it whatever happens in between.
    public <T> List<T> list(Session session, Class<T> entity, String order, Page page) {
        page.marker().ifPresent(marker -> holds("id > %s", marker));
        if (values.values().stream().anyMatch(Where::isNothing)) {
            return List.of(); // PostgreSQL holds no such text and refuses to compare with it
        }
        var condition = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        var ordered = " order by " + (page.isWhole() ? order : "id");
        var query = session.createQuery("from " + name(entity) + condition + ordered, entity);
        values.forEach(query::setParameter);
        page.limit().ifPresent(query::setMaxResults);
        return query.list();
    }

    private static boolean isNothing(Object value) {
        return switch (value) {
            case String text -> text.indexOf('\0') >= 0;
            case String[] texts -> String.join("", texts).indexOf('\0') >= 0;
            default -> false;
        };
    }

    private String bind(Object value) {
        var name = "p" + values.size();
        values.put(name, value);
        return name;
    }

    private static String name(Class<?> entity) {
        var given = entity.getAnnotation(Entity.class).name();
        return given.isEmpty() ? entity.getSimpleName() : given;
    }
}
