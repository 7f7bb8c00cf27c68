package io.virga.compute.instance;

import io.quarkus.runtime.StartupEvent;
import io.virga.compute.operation.Operations;
import io.virga.contract.Addresses;
import io.virga.contract.network.PortEvent;
import io.virga.contract.network.PortEvent.PortUp;
import io.virga.messaging.Delivery;
import io.virga.messaging.Mailboxes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;

/// Hears from the network service which ports are wired.
@ApplicationScoped
class PortEvents {

    private static final int READERS = 2;

    private final InstancePorts ports;
    private final Operations operations;
    private final Mailboxes mailboxes;

    PortEvents(InstancePorts ports, Operations operations, Mailboxes mailboxes) {
        this.ports = ports;
        this.operations = operations;
        this.mailboxes = mailboxes;
    }

    void onStart(@Observes StartupEvent event) {
        mailboxes.queue(Addresses.NETWORK_PORTS, READERS, PortEvent.class, this::receive);
    }

    @Transactional
    void receive(Delivery<PortEvent> delivery) {
        var event = delivery.message();
        ports.find(event.port().value()).ifPresent(port -> {
            port.seen(event instanceof PortUp);
            operations.wake(port.instance());
        });
    }
}
