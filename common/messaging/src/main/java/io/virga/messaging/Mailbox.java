package io.virga.messaging;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import java.time.Duration;
import org.jboss.logging.Logger;

/// One reader of one address: a plain blocking loop on a virtual thread, with a session of its own.
final class Mailbox {

    enum Kind {
        QUEUE,
        TOPIC
    }

    private static final Logger log = Logger.getLogger(Mailbox.class);
    private static final String DEAD_LETTERS = "DLQ";
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final ConnectionFactory broker;
    private final String address;
    private final Kind kind;
    private final Handlers handler;
    private volatile boolean running = true;
    private Thread thread;
    private Duration pause = Duration.ofMillis(100);

    Mailbox(ConnectionFactory broker, String address, Kind kind, Handlers handler) {
        this.broker = broker;
        this.address = address;
        this.kind = kind;
        this.handler = handler;
    }

    void start() {
        thread = Thread.ofVirtual().name("mailbox-" + address).start(this::run);
    }

    void stop() {
        running = false;
    }

    void join() {
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (running) {
            try (var session = broker.createContext(JMSContext.SESSION_TRANSACTED);
                    var consumer = consumer(session)) {
                pause = Duration.ofMillis(100);
                receive(session, consumer);
            } catch (JMSRuntimeException | JMSException e) {
                log.infof("%s: the broker is away (%s)", address, e.getMessage());
                rest();
            }
        }
    }

    private JMSConsumer consumer(JMSContext session) {
        return session.createConsumer(
                switch (kind) {
                    case QUEUE -> session.createQueue(address);
                    case TOPIC -> session.createTopic(address);
                });
    }

    private void receive(JMSContext session, JMSConsumer consumer) throws JMSException {
        while (running) {
            if (consumer.receive(1_000) instanceof Message message) {
                deliver(message, session);
            }
        }
    }

    private void deliver(Message message, JMSContext session) throws JMSException {
        try {
            MessageContext.within(Wire.headers(message), address, () -> handle(message, session));
            session.commit();
        } catch (WireFormat.Unreadable e) {
            log.errorf("%s: parked an unreadable message: %s", address, e.getMessage());
            session.createProducer().send(session.createQueue(DEAD_LETTERS), message);
            session.commit();
        } catch (JMSRuntimeException e) {
            throw e;
        } catch (RuntimeException e) {
            log.warnf(e, "%s: a message could not be handled; it will be delivered again", address);
            session.rollback();
        }
    }

    private void handle(Message message, JMSContext session) {
        try {
            handler.handle(message, session);
        } catch (JMSException e) {
            throw new JMSRuntimeException(e.getMessage(), e.getErrorCode(), e);
        }
    }

    private void rest() {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
    }
}
