package io.virga.messaging;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.jms.ConnectionFactory;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

/// Hands each message of an address to a handler.
///
/// A message is taken off its queue only after the handler has returned; a handler that throws gets it again, later. So
/// a
/// handler must be idempotent. What cannot be read at all is parked on the dead-letter queue. A broker that is away
/// is waited for; nothing here ever gives up.
@ApplicationScoped
public class Mailboxes {

    private final ConnectionFactory broker;
    private final List<Mailbox> open = new CopyOnWriteArrayList<>();

    Mailboxes(ConnectionFactory broker) {
        this.broker = broker;
    }

    /// Each message goes to one of the `readers` of one process. Messages of one group go to one reader, in order.
    public <T> void queue(String address, int readers, Class<T> type, Consumer<Delivery<T>> handler) {
        for (var i = 0; i < readers; i++) {
            open(new Mailbox(broker, address, Mailbox.Kind.QUEUE, Handlers.consuming(type, handler)));
        }
    }

    /// Each message goes to every process that listens at that moment.
    public <T> void topic(String address, Class<T> type, Consumer<Delivery<T>> handler) {
        open(new Mailbox(broker, address, Mailbox.Kind.TOPIC, Handlers.consuming(type, handler)));
    }

    /// Each message is a question; what the handler returns goes back to the asker.
    public <T> void questions(String address, int readers, Class<T> type, Function<Delivery<T>, Object> handler) {
        for (var i = 0; i < readers; i++) {
            open(new Mailbox(broker, address, Mailbox.Kind.QUEUE, Handlers.answering(type, handler)));
        }
    }

    private void open(Mailbox mailbox) {
        open.add(mailbox);
        mailbox.start();
    }

    void close(@Observes ShutdownEvent event) {
        open.forEach(Mailbox::stop);
        open.forEach(Mailbox::join);
    }
}
