package io.virga.identity.audit;

import io.virga.identity.audit.Checkpoint.Purpose;
import io.virga.identity.audit.Checkpoint.Signed;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/// The signed checkpoints that are kept: the last head of each day, and at most one base.
@ApplicationScoped
class Checkpoints {

    private static final String SAVE = """
            insert into audit_checkpoints (purpose, day, sequence, signed) values (?, ?, ?, ?)
            on conflict (purpose, day) do update set sequence = excluded.sequence, signed = excluded.signed
            """;

    private final DataSource database;

    Checkpoints(DataSource database) {
        this.database = database;
    }

    /// A checkpoint as it is stored; what it says counts only once its signature is verified.
    record Stored(long sequence, String signed) {}

    /// The head that went farthest.
    Optional<Stored> latest() {
        try (var connection = database.getConnection()) {
            return all(connection, Purpose.HEAD).stream().reduce((_, later) -> later);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /// In the order of the chain.
    static List<Stored> all(Connection connection, Purpose purpose) throws SQLException {
        try (var select = connection.prepareStatement(
                "select sequence, signed from audit_checkpoints where purpose = ? order by sequence, day")) {
            select.setString(1, purpose.word());
            var stored = new ArrayList<Stored>();
            try (var found = select.executeQuery()) {
                while (found.next()) {
                    stored.add(new Stored(found.getLong(1), found.getString(2)));
                }
            }
            return stored;
        }
    }

    /// In place of that day's one with the same purpose, in the transaction at hand.
    void save(Signed signed) {
        var checkpoint = signed.checkpoint();
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement(SAVE)) {
            insert.setString(1, checkpoint.purpose().word());
            insert.setObject(2, LocalDate.ofInstant(checkpoint.time(), ZoneOffset.UTC));
            insert.setLong(3, checkpoint.sequence());
            insert.setString(4, signed.text());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /// Makes `base` the only base, and forgets the heads before it, in the transaction at hand.
    void rebase(Signed base) {
        try (var connection = database.getConnection();
                var delete = connection.prepareStatement(
                        "delete from audit_checkpoints where purpose = 'base' or sequence <= ?")) {
            delete.setLong(1, base.checkpoint().sequence());
            delete.executeUpdate();
        } catch (SQLException e) {
            throw failed(e);
        }
        save(base);
    }

    private static IllegalStateException failed(SQLException e) {
        return new IllegalStateException("the audit log's checkpoints cannot be reached", e);
    }
}
