package io.virga.messaging.outbox;

import static io.virga.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The relay between a real PostgreSQL and a real Artemis.
class OutboxRelayTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static EmbeddedPostgres database;

    private EmbeddedActiveMQ broker;
    private ActiveMQConnectionFactory factory;
    private OutboxRelay relay;
    private String url;

    @BeforeAll
    static void startDatabase() throws Exception {
        database = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
        try (var schema = OutboxRelay.class.getResourceAsStream("/db/migration/V0_1__outbox.sql")) {
            execute(new String(schema.readAllBytes()));
        }
    }

    @AfterAll
    static void stopDatabase() throws Exception {
        database.close();
    }

    @BeforeEach
    void prepare() throws Exception {
        execute("truncate outbox");
        try (var socket = new ServerSocket(0)) {
            url = "tcp://127.0.0.1:" + socket.getLocalPort();
        }
        factory = new ActiveMQConnectionFactory(url);
        relay = new OutboxRelay(database.getPostgresDatabase(), factory, new SimpleMeterRegistry());
    }

    @AfterEach
    void stop() throws Exception {
        relay.stop(new ShutdownEvent());
        factory.close();
        if (broker != null) {
            broker.stop();
        }
    }

    @Test
    void messagesArriveInOrderWithTheirHeadersAndLeaveNoRow() throws Exception {
        startBroker();
        for (var i = 0; i < 250; i++) {
            put("{\"n\":" + i + "}", "group-1");
        }
        relay.start(new StartupEvent());

        assertThat(received(250)).first().isEqualTo("{\"n\":0} group-1 req-1");
        eventually(SOON, () -> assertThat(rows()).isZero());
    }

    @Test
    void withTheBrokerAwayMessagesWaitAndNoneIsLost() throws Exception {
        relay.start(new StartupEvent());
        put("{\"n\":1}", null);
        relay.wake();
        Thread.sleep(500);
        assertThat(rows()).isOne();

        startBroker();

        assertThat(received(1)).containsExactly("{\"n\":1} null req-1");
        eventually(SOON, () -> assertThat(rows()).isZero());
    }

    @Test
    void aMessageThatIsHandedOverTwiceArrivesOnce() throws Exception {
        startBroker();
        relay.start(new StartupEvent());
        var id = UUID.randomUUID();
        put(id, "{\"n\":1}", null);
        relay.wake();
        eventually(SOON, () -> assertThat(rows()).isZero());
        execute("""
                insert into outbox (message_id, address, body, headers) values
                ('%s', 'somewhere', '{"n":1}', '{"requestId":"req-1"}'),
                ('%s', 'somewhere', '{"n":2}', '{"requestId":"req-1"}')
                """.formatted(id, UUID.randomUUID()));
        relay.wake();
        eventually(SOON, () -> assertThat(rows()).isZero());

        assertThat(received(2)).containsExactly("{\"n\":1} null req-1", "{\"n\":2} null req-1");
    }

    private void startBroker() throws Exception {
        broker = new EmbeddedActiveMQ()
                .setConfiguration(new ConfigurationImpl()
                        .setPersistenceEnabled(false)
                        .setSecurityEnabled(false)
                        .setJMXManagementEnabled(false)
                        .addAcceptorConfiguration("tcp", url))
                .start();
    }

    private List<String> received(int count) throws JMSException {
        var found = new ArrayList<String>();
        try (var session = factory.createContext(JMSContext.AUTO_ACKNOWLEDGE);
                var consumer = session.createConsumer(session.createQueue("somewhere"))) {
            while (found.size() < count) {
                var message = consumer.receive(SOON.toMillis());
                assertThat(message).as("message " + found.size()).isNotNull();
                found.add(message.getBody(String.class) + " " + message.getStringProperty("JMSXGroupID") + " "
                        + message.getStringProperty("requestId"));
            }
        }
        return found;
    }

    private static void put(String body, String group) throws SQLException {
        put(UUID.randomUUID(), body, group);
    }

    private static void put(UUID id, String body, String group) throws SQLException {
        try (var connection = database.getPostgresDatabase().getConnection();
                var insert = connection.prepareStatement("""
                        insert into outbox (message_id, address, message_group, body, headers)
                        values (?, 'somewhere', ?, ?, '{"requestId":"req-1"}')
                        """)) {
            insert.setObject(1, id);
            insert.setString(2, group);
            insert.setString(3, body);
            insert.executeUpdate();
        }
    }

    private static int rows() throws SQLException {
        try (var connection = database.getPostgresDatabase().getConnection();
                var statement = connection.createStatement();
                var result = statement.executeQuery("select count(*) from outbox")) {
            result.next();
            return result.getInt(1);
        }
    }

    private static void execute(String sql) throws SQLException {
        try (var connection = database.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
