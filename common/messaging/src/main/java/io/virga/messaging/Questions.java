package io.virga.messaging;

import io.virga.contract.Addresses;
import io.virga.model.CloudException.Unavailable;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/// Asks another process something over the broker and waits for the answer. Neither question nor answer is persistent.
@ApplicationScoped
public class Questions {

    private static final Logger log = Logger.getLogger(Questions.class);

    private final ConnectionFactory broker;
    private final String answers = Addresses.COMPUTE_ANSWERS + UUID.randomUUID();
    private final Map<String, CompletableFuture<String>> waiting = new ConcurrentHashMap<>();
    private JMSContext listening;

    Questions(ConnectionFactory broker) {
        this.broker = broker;
    }

    /// Throws `Unavailable` when there is no answer within `timeout`.
    public <A> A ask(String address, Object question, Class<A> answer, Duration timeout) {
        var id = UUID.randomUUID().toString();
        var future = new CompletableFuture<String>();
        waiting.put(id, future);
        try {
            listen();
            send(address, question, id, timeout);
            return WireFormat.read(future.get(timeout.toMillis(), TimeUnit.MILLISECONDS), answer);
        } catch (TimeoutException | ExecutionException | JMSRuntimeException e) {
            throw new Unavailable("hypervisor host", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("hypervisor host", e);
        } finally {
            waiting.remove(id);
        }
    }

    private void send(String address, Object question, String id, Duration timeout) {
        try (var session = broker.createContext(JMSContext.AUTO_ACKNOWLEDGE)) {
            var message = session.createTextMessage(WireFormat.write(question));
            Wire.headers(message, MessageContext.current());
            session.createProducer()
                    .setDeliveryMode(DeliveryMode.NON_PERSISTENT)
                    .setTimeToLive(timeout.toMillis())
                    .setJMSCorrelationID(id)
                    .setJMSReplyTo(session.createQueue(answers))
                    .send(session.createQueue(address), message);
        } catch (JMSException e) {
            throw new JMSRuntimeException(e.getMessage(), e.getErrorCode(), e);
        }
    }

    private synchronized void listen() {
        if (listening != null) {
            return;
        }
        var session = broker.createContext(JMSContext.AUTO_ACKNOWLEDGE);
        session.setExceptionListener(e -> forget());
        session.createConsumer(session.createQueue(answers)).setMessageListener(this::answered);
        listening = session;
    }

    private void answered(Message message) {
        try {
            var future = waiting.remove(message.getJMSCorrelationID());
            if (future != null) {
                future.complete(message.getBody(String.class));
            }
        } catch (JMSException e) {
            log.warn("an answer could not be read", e);
        }
    }

    private synchronized void forget() {
        if (listening != null) {
            listening.close();
            listening = null;
        }
    }

    @PreDestroy
    void close() {
        forget();
    }
}
