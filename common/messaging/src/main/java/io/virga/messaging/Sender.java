package io.virga.messaging;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/// Sends a message at once, for those who keep no outbox: agents, whose state is on their host and told again.
@ApplicationScoped
public class Sender {

    private final ConnectionFactory broker;
    private final ConcurrentLinkedQueue<JMSContext> idle = new ConcurrentLinkedQueue<>();

    Sender(ConnectionFactory broker) {
        this.broker = broker;
    }

    /// Returns when the broker has it (and, if `persistent`, has it on disk). Throws `JMSRuntimeException` when
    /// the broker is away.
    public void send(String queue, Object message, boolean persistent) {
        send(session -> session.createQueue(queue), message, persistent);
    }

    /// To everybody who listens at this moment; never persistent.
    public void publish(String topic, Object message) {
        send(session -> session.createTopic(topic), message, false);
    }

    private void send(Function<JMSContext, Destination> destination, Object message, boolean persistent) {
        var free = idle.poll();
        var session = free == null ? broker.createContext(JMSContext.AUTO_ACKNOWLEDGE) : free;
        try {
            var text = session.createTextMessage(WireFormat.write(message));
            Wire.headers(text, MessageContext.current());
            session.createProducer()
                    .setDeliveryMode(persistent ? DeliveryMode.PERSISTENT : DeliveryMode.NON_PERSISTENT)
                    .send(destination.apply(session), text);
            idle.add(session);
        } catch (JMSException e) {
            session.close();
            throw new JMSRuntimeException(e.getMessage(), e.getErrorCode(), e);
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    @PreDestroy
    void close() {
        idle.forEach(JMSContext::close);
    }
}
