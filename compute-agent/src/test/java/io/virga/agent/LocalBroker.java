package io.virga.agent;

import io.virga.contract.Addresses;
import io.virga.contract.agent.AgentAnswer;
import io.virga.contract.agent.AgentCommand;
import io.virga.contract.agent.AgentQuestion;
import io.virga.contract.agent.AgentReport;
import io.virga.contract.agent.HostReport;
import io.virga.contract.agent.ImageCommand;
import io.virga.messaging.WireFormat;
import io.virga.model.HostName;
import io.virga.model.InstanceId;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQJMSConnectionFactory;

/// A real broker, and the compute service's side of it.
public final class LocalBroker implements AutoCloseable {

    private final EmbeddedActiveMQ broker;
    private final String url;
    private final JMSContext session;
    private final JMSContext questionSession;
    private final JMSContext reportSession;
    private final JMSContext heartbeatSession;
    private final List<AgentReport> reports = new CopyOnWriteArrayList<>();
    private final BlockingQueue<HostReport> heartbeats = new LinkedBlockingQueue<>();

    private LocalBroker(EmbeddedActiveMQ broker, String url) {
        this.broker = broker;
        this.url = url;
        ConnectionFactory factory = new ActiveMQJMSConnectionFactory(url);
        session = factory.createContext(JMSContext.AUTO_ACKNOWLEDGE);
        questionSession = factory.createContext(JMSContext.AUTO_ACKNOWLEDGE);
        reportSession = factory.createContext(JMSContext.AUTO_ACKNOWLEDGE);
        reportSession
                .createConsumer(reportSession.createQueue(Addresses.COMPUTE_REPORTS))
                .setMessageListener(message -> reports.add(read(message, AgentReport.class)));
        heartbeatSession = factory.createContext(JMSContext.AUTO_ACKNOWLEDGE);
        heartbeatSession
                .createConsumer(heartbeatSession.createTopic(Addresses.HOST_HEARTBEATS))
                .setMessageListener(message -> heartbeats.add(read(message, HostReport.class)));
    }

    public static LocalBroker start(Path folder) throws Exception {
        var url = "tcp://127.0.0.1:" + freePort();
        var settings = new AddressSettings()
                .setRedeliveryDelay(200)
                .setMaxDeliveryAttempts(-1)
                .setDefaultConsumerWindowSize(0);
        var configuration = new ConfigurationImpl()
                .setPersistenceEnabled(true)
                .setJournalType(JournalType.NIO)
                .setJMXManagementEnabled(false)
                .setSecurityEnabled(false)
                .setMaxDiskUsage(100)
                .setJournalDirectory(folder.resolve("journal").toString())
                .setBindingsDirectory(folder.resolve("bindings").toString())
                .setLargeMessagesDirectory(folder.resolve("large").toString())
                .setPagingDirectory(folder.resolve("paging").toString())
                .addAcceptorConfiguration("all", url + "?protocols=CORE")
                .addAddressSetting("#", settings)
                .addQueueConfiguration(QueueConfiguration.of("DLQ"));
        var broker = new EmbeddedActiveMQ().setConfiguration(configuration);
        broker.start();
        return new LocalBroker(broker, url);
    }

    public static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public String url() {
        return url;
    }

    public synchronized void send(HostName host, AgentCommand command) {
        try {
            var message = session.createTextMessage(WireFormat.write(command));
            message.setStringProperty("JMSXGroupID", command.instance().toString());
            session.createProducer().send(session.createQueue(Addresses.commands(host)), message);
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    public synchronized void send(HostName host, ImageCommand command) {
        session.createProducer().send(session.createQueue(Addresses.images(host)), WireFormat.write(command));
    }

    // In a session of its own: what one producer of a session is told, its time to live, holds for all of them.
    public synchronized Optional<AgentAnswer> ask(HostName host, AgentQuestion question, Duration timeout) {
        var answers = questionSession.createQueue(Addresses.COMPUTE_ANSWERS + "test");
        questionSession
                .createProducer()
                .setJMSReplyTo(answers)
                .setTimeToLive(timeout.toMillis())
                .send(questionSession.createQueue(Addresses.questions(host)), WireFormat.write(question));
        try (var consumer = questionSession.createConsumer(answers)) {
            return Optional.ofNullable(consumer.receive(timeout.toMillis()))
                    .map(message -> read(message, AgentAnswer.class));
        }
    }

    public List<AgentReport> reportsOf(InstanceId id) {
        return reports.stream().filter(report -> report.instance().equals(id)).toList();
    }

    public BlockingQueue<HostReport> heartbeats() {
        return heartbeats;
    }

    private static <T> T read(Message message, Class<T> type) {
        try {
            return WireFormat.read(message.getBody(String.class), type);
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        session.close();
        questionSession.close();
        reportSession.close();
        heartbeatSession.close();
        try {
            broker.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
