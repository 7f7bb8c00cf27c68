package io.virga.messaging.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.virga.contract.Addresses;
import io.virga.messaging.WireFormat;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.Destination;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/// Carries the outbox's rows to the broker, in order, and deletes a row only when the broker has the message.
///
/// Woken by each commit, and by a timer in case a wake-up was lost with its process. May run in several processes at
/// once:
/// rows are claimed by `skip locked`.
@ApplicationScoped
class OutboxRelay {

    private static final Logger log = Logger.getLogger(OutboxRelay.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final int BATCH = 100;
    private static final Set<String> TOPICS = Set.of(Addresses.IDENTITY_REVOCATIONS);
    private static final String CLAIM = """
            delete from outbox where id in (select id from outbox order by id limit ? for update skip locked)
            returning id, message_id, address, message_group, body, headers
            """;

    private final DataSource database;
    private final ConnectionFactory broker;
    private final Semaphore work = new Semaphore(0);
    private volatile boolean running = true;
    private volatile boolean away;
    private JMSContext batch;
    private JMSContext single;

    OutboxRelay(DataSource database, ConnectionFactory broker, MeterRegistry metrics) {
        this.database = database;
        this.broker = broker;
        metrics.gauge("virga_outbox_broker_away", this, relay -> relay.away ? 1 : 0);
    }

    void start(@Observes StartupEvent event) {
        Thread.ofVirtual().name("outbox-relay").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) {
        running = false;
        wake();
    }

    void wake() {
        work.release();
    }

    private void run() {
        while (running) {
            try {
                work.tryAcquire(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
                work.drainPermits();
                while (running && relayBatch() == BATCH) {
                    log.debug("a full batch was sent; there may be more");
                }
                away = false;
            } catch (InterruptedException e) {
                return;
            } catch (SQLException | JMSException | RuntimeException e) {
                report(e);
                forgetSessions();
            }
        }
        forgetSessions();
    }

    private void report(Exception e) {
        if (!away) {
            log.warnf("messages wait in the outbox: %s", e.getMessage());
        }
        away = true;
    }

    private int relayBatch() throws SQLException, JMSException {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                var claimed = claim(connection);
                if (!claimed.isEmpty()) {
                    hand(claimed);
                }
                connection.commit();
                return claimed.size();
            } catch (SQLException | JMSException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private record Row(long id, UUID messageId, String address, String group, String body, String headers) {}

    private static List<Row> claim(Connection connection) throws SQLException {
        try (var claim = connection.prepareStatement(CLAIM)) {
            claim.setInt(1, BATCH);
            var rows = new ArrayList<Row>();
            try (var found = claim.executeQuery()) {
                while (found.next()) {
                    rows.add(new Row(
                            found.getLong(1),
                            found.getObject(2, UUID.class),
                            found.getString(3),
                            found.getString(4),
                            found.getString(5),
                            found.getString(6)));
                }
            }
            rows.sort((a, b) -> Long.compare(a.id(), b.id()));
            return rows;
        }
    }

    // In a transaction a repeated message id fails the whole batch; alone, the broker just drops the repetition. So a
    // batch
    // that is refused is sent again one by one.
    private void hand(List<Row> rows) throws JMSException {
        if (rows.size() > 1) {
            try {
                batch = batch == null ? broker.createContext(JMSContext.SESSION_TRANSACTED) : batch;
                send(batch, rows);
                batch.commit();
                return;
            } catch (JMSRuntimeException e) {
                log.infof("a batch was refused and is sent one by one: %s", e.getMessage());
                forgetSessions();
            }
        }
        single = single == null ? broker.createContext(JMSContext.AUTO_ACKNOWLEDGE) : single;
        send(single, rows);
    }

    private static void send(JMSContext session, List<Row> rows) throws JMSException {
        var producer = session.createProducer();
        for (var row : rows) {
            var message = session.createTextMessage(row.body());
            for (var header : WireFormat.readTexts(row.headers()).entrySet()) {
                message.setStringProperty(header.getKey(), header.getValue());
            }
            message.setStringProperty("_AMQ_DUPL_ID", row.messageId().toString());
            if (row.group() != null) {
                message.setStringProperty("JMSXGroupID", row.group());
            }
            producer.send(destination(session, row.address()), message);
        }
    }

    private static Destination destination(JMSContext session, String address) {
        return TOPICS.contains(address) ? session.createTopic(address) : session.createQueue(address);
    }

    private void forgetSessions() {
        for (var session : Arrays.asList(batch, single)) {
            try {
                if (session != null) {
                    session.close();
                }
            } catch (JMSRuntimeException e) {
                log.debug("the session was gone already", e);
            }
        }
        batch = null;
        single = null;
    }
}
