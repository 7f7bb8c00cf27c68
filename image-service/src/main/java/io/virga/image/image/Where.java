package io.virga.image.image;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.hibernate.query.SelectionQuery;

/// The condition of a query, put together piece by piece. Texts are ours; whatever a user wrote is a parameter.
public final class Where {

    private final List<String> conditions = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    /// `condition` has one `?` for each value.
    public void and(String condition, Object... parameters) {
        conditions.add("(" + numbered(condition, parameters) + ")");
    }

    /// True when any of the alternatives is; each of them was made by `piece`.
    public void andAny(List<String> alternatives) {
        conditions.add("(" + String.join(" or ", alternatives) + ")");
    }

    /// A condition of its own, to be combined with others before it is added.
    public String piece(String condition, Object... parameters) {
        return "(" + numbered(condition, parameters) + ")";
    }

    public void andIn(String expression, List<?> alternatives) {
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

    public String sql() {
        return String.join(" and ", conditions);
    }

    public void bind(SelectionQuery<?> query) {
        for (int i = 0; i < values.size(); i++) {
            query.setParameter(i + 1, values.get(i));
        }
    }
}
