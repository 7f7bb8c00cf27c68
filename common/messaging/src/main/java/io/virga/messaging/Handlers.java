package io.virga.messaging;

import io.virga.contract.Addresses;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jboss.logging.Logger;

/// What is done with a message that has arrived, inside the reader's session.
interface Handlers {

    Logger LOG = Logger.getLogger(Mailboxes.class);

    void handle(Message message, JMSContext session) throws JMSException;

    static <T> Handlers consuming(Class<T> type, Consumer<Delivery<T>> handler) {
        return (message, _) -> handler.accept(delivery(message, type));
    }

    static <T> Handlers answering(Class<T> type, Function<Delivery<T>, Object> handler) {
        return (message, session) -> {
            var answer = handler.apply(delivery(message, type));
            // Answers go only to where askers listen: a forged reply address must not make us write anywhere else.
            if (message.getJMSReplyTo() instanceof Queue queue
                    && queue.getQueueName().startsWith(Addresses.COMPUTE_ANSWERS)) {
                session.createProducer()
                        .setDeliveryMode(DeliveryMode.NON_PERSISTENT)
                        .setTimeToLive(60_000)
                        .setJMSCorrelationID(message.getJMSCorrelationID())
                        .send(queue, WireFormat.write(answer));
            } else {
                LOG.warnf("a question without a place to answer to: %s", message.getJMSReplyTo());
            }
        };
    }

    private static <T> Delivery<T> delivery(Message message, Class<T> type) throws JMSException {
        return new Delivery<>(WireFormat.read(message.getBody(String.class), type), Wire.sender(message));
    }
}
