package io.virga.identity.audit;

import io.virga.contract.audit.AuditEvent;
import io.virga.identity.audit.Link.Columns;
import io.virga.identity.audit.Link.Position;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/// The chain as it is stored. Plain JDBC: rows are written once, in order, and read as they are.
@ApplicationScoped
class Links {

    private static final String HEAD = "select sequence, hash from audit_events order by sequence desc limit 1";

    /// One appender at a time, who sees what those before him have appended. Three statements in one round trip.
    private static final String TURN = """
            select pg_advisory_xact_lock(5008);
            select id from audit_events where id = any(?);
            """ + HEAD;

    private static final String COLUMNS = """
            sequence, hash, record, id, event_time, action, outcome, service, user_id, project_id, request_id,
            global_request_id, user_domain_id, target_domain_id
            """;
    private static final String INSERT =
            "insert into audit_events (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String BEFORE = """
            select sequence, hash from audit_events where sequence < (
                select sequence from audit_events where event_time >= ? order by sequence limit 1)
            order by sequence desc limit 1
            """;
    private static final int FETCH = 1_000;

    private final DataSource database;

    Links(DataSource database) {
        this.database = database;
    }

    /// Work with one connection; a failure of the database is an `IllegalStateException` with that cause.
    @FunctionalInterface
    interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    /// Takes each link of the chain; returns false when it wants no more.
    @FunctionalInterface
    interface Follower {
        boolean follow(Link link);
    }

    /// Adds those events that are not there yet, in order, in the transaction at hand. One appender at a time.
    void append(List<AuditEvent> events) {
        within(connection -> {
            var turn = turn(connection, events);
            var known = turn.known();
            var last = turn.head();
            try (var insert = connection.prepareStatement(INSERT)) {
                for (var event : events) {
                    if (known.add(event.id())) {
                        var link = Link.after(last, event);
                        bind(insert, link);
                        insert.addBatch();
                        last = link.position();
                    }
                }
                insert.executeBatch();
            }
            return null;
        });
    }

    private record Turn(Set<UUID> known, Position head) {}

    private static Turn turn(Connection connection, List<AuditEvent> events) throws SQLException {
        try (var turn = connection.prepareStatement(TURN)) {
            var ids = events.stream().map(AuditEvent::id).toArray();
            turn.setArray(1, connection.createArrayOf("uuid", ids));
            turn.execute();
            turn.getMoreResults();
            var known = new HashSet<UUID>();
            try (var found = turn.getResultSet()) {
                while (found.next()) {
                    known.add(found.getObject(1, UUID.class));
                }
            }
            turn.getMoreResults();
            return new Turn(known, position(turn.getResultSet()).orElse(Position.START));
        }
    }

    private static void bind(PreparedStatement insert, Link link) throws SQLException {
        var columns = link.columns();
        insert.setLong(1, link.sequence());
        insert.setBytes(2, HexFormat.of().parseHex(link.position().hash()));
        insert.setString(3, link.record());
        insert.setObject(4, columns.id());
        insert.setObject(5, OffsetDateTime.ofInstant(columns.time(), ZoneOffset.UTC));
        insert.setString(6, columns.action());
        insert.setString(7, columns.outcome());
        insert.setString(8, columns.service());
        insert.setString(9, columns.userId());
        insert.setString(10, columns.projectId());
        insert.setString(11, columns.requestId());
        insert.setString(12, columns.globalRequestId());
        insert.setString(13, columns.userDomainId());
        insert.setString(14, columns.targetDomainId());
    }

    /// The last link's position, or where the first one will follow.
    Position head() {
        return within(Links::head);
    }

    static Position head(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement(HEAD)) {
            return position(select.executeQuery()).orElse(Position.START);
        }
    }

    /// The position of the link with this number.
    Optional<Position> at(long sequence) {
        return within(connection -> {
            try (var select =
                    connection.prepareStatement("select sequence, hash from audit_events where sequence = ?")) {
                select.setLong(1, sequence);
                return position(select.executeQuery());
            }
        });
    }

    /// The last link before the first one that is not older than `time`; empty when there is none, or nothing newer.
    Optional<Position> lastBefore(Instant time) {
        return within(connection -> {
            try (var select = connection.prepareStatement(BEFORE)) {
                select.setTimestamp(1, Timestamp.from(time));
                return position(select.executeQuery());
            }
        });
    }

    /// Takes the chain's beginning away, in the transaction at hand.
    void removeUpTo(long sequence) {
        within(connection -> {
            try (var allow = connection.prepareStatement("select set_config('virga.audit_retention', 'on', true)");
                    var delete = connection.prepareStatement("delete from audit_events where sequence <= ?");
                    var forbid = connection.prepareStatement("select set_config('virga.audit_retention', '', true)")) {
                allow.execute();
                delete.setLong(1, sequence);
                delete.executeUpdate();
                forbid.execute();
            }
            return null;
        });
    }

    /// The link of the event, if it is one of the domain's; of any domain when none is given.
    Optional<Link> find(UUID id, Optional<String> domain) {
        return within(connection -> {
            var limit = domain.isPresent() ? " and (user_domain_id = ? or target_domain_id = ?)" : "";
            try (var select =
                    connection.prepareStatement("select " + COLUMNS + " from audit_events where id = ?" + limit)) {
                select.setObject(1, id);
                if (domain.isPresent()) {
                    select.setString(2, domain.get());
                    select.setString(3, domain.get());
                }
                return links(select.executeQuery()).stream().findFirst();
            }
        });
    }

    /// The links that the query asks for, newest first, below `marker` if there is one.
    List<Link> list(AuditQuery query, OptionalLong marker) {
        return within(connection -> {
            var statement = query.statement(COLUMNS, marker);
            try (var select = connection.prepareStatement(statement.sql())) {
                for (var i = 0; i < statement.values().size(); i++) {
                    select.setObject(i + 1, statement.values().get(i));
                }
                return links(select.executeQuery());
            }
        });
    }

    /// Gives the whole chain to `follower`, as it is in the snapshot that `connection` sees.
    static void walk(Connection connection, Follower follower) throws SQLException {
        try (var select = connection.prepareStatement("select " + COLUMNS + " from audit_events order by sequence")) {
            select.setFetchSize(FETCH);
            try (var found = select.executeQuery()) {
                while (found.next() && follower.follow(link(found))) {
                    // the follower does it all
                }
            }
        }
    }

    /// Reads within one snapshot of the database, outside of any transaction at hand.
    <T> T snapshot(Work<T> work) {
        return within(connection -> {
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.execute("set transaction isolation level repeatable read, read only");
                return work.with(connection);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        });
    }

    private <T> T within(Work<T> work) {
        try (var connection = database.getConnection()) {
            return work.with(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("the audit log cannot be reached", e);
        }
    }

    private static Optional<Position> position(ResultSet found) throws SQLException {
        try (found) {
            return found.next()
                    ? Optional.of(new Position(found.getLong(1), HexFormat.of().formatHex(found.getBytes(2))))
                    : Optional.empty();
        }
    }

    private static List<Link> links(ResultSet found) throws SQLException {
        try (found) {
            var links = new ArrayList<Link>();
            while (found.next()) {
                links.add(link(found));
            }
            return links;
        }
    }

    private static Link link(ResultSet row) throws SQLException {
        return new Link(
                new Position(row.getLong(1), HexFormat.of().formatHex(row.getBytes(2))),
                row.getString(3),
                new Columns(
                        row.getObject(4, UUID.class),
                        row.getObject(5, OffsetDateTime.class).toInstant(),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8),
                        row.getString(9),
                        row.getString(10),
                        row.getString(11),
                        row.getString(12),
                        row.getString(13),
                        row.getString(14)));
    }
}
