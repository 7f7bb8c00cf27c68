package io.virga.identity.assignment;

import io.virga.identity.assignment.Assignment.Named;
import io.virga.identity.assignment.Assignment.Source;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/// Who has which role where.
@ApplicationScoped
class Assignments {

    private final Session session;

    Assignments(Session session) {
        this.session = session;
    }

    /// One statement, however much there is. With `onlyDomain`: those on that domain and its projects.
    List<Assignment> list(AssignmentFilter filter, Optional<String> onlyDomain, boolean withNames) {
        var query = new AssignmentQuery(filter, onlyDomain, withNames);
        if (query.values().values().stream().anyMatch(value -> value.toString().indexOf('\0') >= 0)) {
            return List.of(); // PostgreSQL holds no such text and refuses to compare with it
        }
        var statement = session.createNativeQuery(query.sql(), Tuple.class);
        query.values().forEach(statement::setParameter);
        return statement.stream().map(row -> assignment(row, withNames)).toList();
    }

    private static Assignment assignment(Tuple row, boolean withNames) {
        return new Assignment(
                named(row, "role", withNames).orElseThrow(),
                named(row, "user", withNames),
                named(row, "group", withNames),
                named(row, "project", withNames),
                text(row, "domain_id")
                        .map(id -> new Named(id, withNames ? known(row, "domain_name") : null, null, null)),
                row.get("inherited", Boolean.class),
                new Source(
                        text(row, "source_group"),
                        text(row, "source_project"),
                        text(row, "source_domain"),
                        known(row, "source_role"),
                        text(row, "prior_role")));
    }

    private static Optional<Named> named(Tuple row, String what, boolean withNames) {
        return text(row, what + "_id")
                .map(id -> withNames
                        ? new Named(
                                id,
                                known(row, what + "_name"),
                                known(row, what + "_home"),
                                known(row, what + "_home_name"))
                        : new Named(id, null, null, null));
    }

    private static Optional<String> text(Tuple row, String column) {
        return Optional.ofNullable(known(row, column));
    }

    private static String known(Tuple row, String column) {
        return row.get(column, String.class);
    }
}
