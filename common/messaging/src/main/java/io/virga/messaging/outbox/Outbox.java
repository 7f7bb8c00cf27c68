package io.virga.messaging.outbox;

import io.virga.messaging.MessageContext;
import io.virga.messaging.WireFormat;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;

/// Sends messages with the transaction that they belong to: both happen, or neither does.
///
/// A message is a row until the relay has handed it to the broker, so a broker that is away delays it and nothing else.
/// It
/// may arrive twice; the broker drops most repetitions by the message's id, receivers must bear the rest.
@ApplicationScoped
public class Outbox {

    private static final String INSERT =
            "insert into outbox (message_id, address, message_group, body, headers) values (?, ?, ?, ?, ?)";

    private final DataSource database;
    private final TransactionSynchronizationRegistry transactions;
    private final OutboxRelay relay;

    Outbox(DataSource database, TransactionSynchronizationRegistry transactions, OutboxRelay relay) {
        this.database = database;
        this.transactions = transactions;
        this.relay = relay;
    }

    /// Throws `IllegalStateException` outside of a transaction.
    public void send(String address, Object message) {
        send(address, message, null);
    }

    /// Messages of one group are handled one at a time and in order. Throws `IllegalStateException` outside of a
    /// transaction.
    public void send(String address, Object message, String group) {
        if (transactions.getTransactionStatus() != Status.STATUS_ACTIVE) {
            throw new IllegalStateException("a message needs a transaction to be sent with");
        }
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement(INSERT)) {
            insert.setObject(1, UUID.randomUUID());
            insert.setString(2, address);
            insert.setString(3, group);
            insert.setString(4, WireFormat.write(message));
            insert.setString(5, WireFormat.write(MessageContext.current()));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("the message could not be stored", e);
        }
        transactions.registerInterposedSynchronization(new WakeAfterCommit());
    }

    private final class WakeAfterCommit implements Synchronization {
        @Override
        public void beforeCompletion() {}

        @Override
        public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
                relay.wake();
            }
        }
    }
}
