package io.virga.image.image;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.hibernate.query.SelectionQuery;

/// The condition of a query, put together piece by piece. Texts are ours; whatever a user wrote is a parameter.
final class Where {

    private final List<String> conditions = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    /// `condition` has one `?` for each value.
    void and(String condition, Object... parameters) {
        conditions.add("(" + numbered(condition, parameters) + ")");
    }

    /// True when any of the alternatives is; each of them was made by `piece`.
    void andAny(List<String> alternatives) {
        conditions.add("(" + String.join(" or ", alternatives) + ")");
    }

    /// A condition of its own, to be combined with others before it is added.
    String piece(String condition, Object... parameters) {
        return "(" + numbered(condition, parameters) + ")";
    }

    void andIn(String expression, List<?> alternatives) {
        var marks = alternatives.stream().map(_ -> "?").collect(Collectors.joining(", "));
        and(expression + " in (" + marks + ")", alternatives.toArray());
    }

    private String numbered(String condition, Object... parameters) {
        var text = condition;
        for (var parameter : parameters) {
            values.add(parameter);
            text = text.replaceFirst("\\?(?![0-9])", "?" + values.size());
        }
        return text;
    }

    String sql() {
        return String.join(" and ", conditions);
    }

    void bind(SelectionQuery<?> query) {
        for (int i = 0; i < values.size(); i++) {
            query.setParameter(i + 1, values.get(i));
        }
    }
}
