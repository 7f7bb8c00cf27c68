package io.virga.messaging;

import static io.virga.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.ShutdownEvent;
import io.virga.contract.Addresses;
import io.virga.contract.agent.AgentAnswer;
import io.virga.contract.agent.AgentQuestion;
import io.virga.contract.network.PortEvent;
import io.virga.contract.network.PortEvent.PortUp;
import io.virga.model.CloudException.Unavailable;
import io.virga.model.HostName;
import io.virga.model.InstanceId;
import io.virga.model.PortId;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSRuntimeException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MailboxesTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final PortUp MESSAGE = new PortUp(PortId.random(), "device");

    private final List<PortEvent> arrived = new CopyOnWriteArrayList<>();
    private String url;
    private EmbeddedActiveMQ broker;
    private ActiveMQConnectionFactory factory;
    private Mailboxes mailboxes;
    private Sender sender;

    @BeforeEach
    void startBroker() throws Exception {
        try (var socket = new ServerSocket(0)) {
            url = "tcp://127.0.0.1:" + socket.getLocalPort();
        }
        broker = startedBroker();
        factory = new ActiveMQConnectionFactory(url);
        mailboxes = new Mailboxes(factory);
        sender = new Sender(factory);
    }

    @AfterEach
    void stopBroker() throws Exception {
        mailboxes.close(new ShutdownEvent());
        sender.close();
        factory.close();
        broker.stop();
    }

    private EmbeddedActiveMQ startedBroker() throws Exception {
        return new EmbeddedActiveMQ()
                .setConfiguration(new ConfigurationImpl()
                        .setPersistenceEnabled(false)
                        .setSecurityEnabled(false)
                        .setJMXManagementEnabled(false)
                        .addAcceptorConfiguration("tcp", url))
                .start();
    }

    @Test
    void aMessageWhoseHandlerFailedComesAgain() {
        var attempts = new AtomicInteger();
        mailboxes.queue(Addresses.NETWORK_PORTS, 1, PortEvent.class, delivery -> {
            if (attempts.incrementAndGet() == 1) {
                throw new IllegalStateException("the first time fails");
            }
            arrived.add(delivery.message());
        });

        sender.send(Addresses.NETWORK_PORTS, MESSAGE, true);

        eventually(SOON, () -> assertThat(arrived).containsExactly(MESSAGE));
        assertThat(attempts).hasValue(2);
    }

    @Test
    void whatCannotBeReadIsParkedAndTheNextMessageIsHandled() {
        mailboxes.queue(Addresses.NETWORK_PORTS, 1, PortEvent.class, delivery -> arrived.add(delivery.message()));
        try (var session = factory.createContext(JMSContext.AUTO_ACKNOWLEDGE)) {
            session.createProducer().send(session.createQueue(Addresses.NETWORK_PORTS), "{\"type\":\"unheard-of.v9\"}");
        }
        sender.send(Addresses.NETWORK_PORTS, MESSAGE, true);

        eventually(SOON, () -> assertThat(arrived).containsExactly(MESSAGE));
        try (var session = factory.createContext(JMSContext.AUTO_ACKNOWLEDGE);
                var parked = session.createConsumer(session.createQueue("DLQ"))) {
            assertThat(parked.receiveBody(String.class, SOON.toMillis())).contains("unheard-of.v9");
        }
    }

    @Test
    void aBrokerThatWasAwayIsFoundAgain() throws Exception {
        mailboxes.queue(Addresses.NETWORK_PORTS, 1, PortEvent.class, delivery -> arrived.add(delivery.message()));
        sender.send(Addresses.NETWORK_PORTS, MESSAGE, true);
        eventually(SOON, () -> assertThat(arrived).hasSize(1));

        broker.stop();
        assertThatThrownBy(() -> sender.send(Addresses.NETWORK_PORTS, MESSAGE, true))
                .isInstanceOf(JMSRuntimeException.class);
        broker = startedBroker();

        eventually(SOON, () -> {
            sender.send(Addresses.NETWORK_PORTS, MESSAGE, true);
            assertThat(arrived).hasSizeGreaterThan(1);
        });
    }

    @Test
    void aQuestionIsAnswered() {
        var address = Addresses.questions(new HostName("host-1"));
        mailboxes.questions(address, 1, AgentQuestion.class, question -> new AgentAnswer.ConsoleOutput("login: "));
        var questions = new Questions(factory);

        var answer = questions.ask(
                address, new AgentQuestion.ReadConsole(InstanceId.random(), 5, 100), AgentAnswer.class, SOON);

        assertThat(answer).isEqualTo(new AgentAnswer.ConsoleOutput("login: "));
        questions.close();
    }

    @Test
    void aQuestionThatNobodyAnswersEnds() {
        var questions = new Questions(factory);
        var question = new AgentQuestion.ReadConsole(InstanceId.random(), 5, 100);

        assertThatThrownBy(() -> questions.ask(
                        Addresses.questions(new HostName("nobody")),
                        question,
                        AgentAnswer.class,
                        Duration.ofMillis(200)))
                .isInstanceOf(Unavailable.class);
        questions.close();
    }
}
