package io.virga.network.wiring;

import io.virga.network.port.Port;
import io.virga.network.standard.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.hibernate.Session;

/// Wires nothing: a port is up as soon as it has a host, as it would be a moment later on a real one.
@ApplicationScoped
class SimulatedWiring {

    private final Session session;

    SimulatedWiring(Session session) {
        this.session = session;
    }

    Wiring telling(Wiring.Listener listener) {
        return new Wiring() {
            @Override
            public void converge(Set<Scope> scopes) {
                scopes.stream()
                        .filter(scope -> scope.kind() == Scope.Kind.PORT)
                        .forEach(scope -> look(scope.uuid(), listener));
            }

            @Override
            public void convergeAll() {
                all(id -> look(id, listener));
            }

            @Override
            public void close() {}
        };
    }

    @Transactional
    void look(UUID id, Wiring.Listener listener) {
        var port = session.find(Port.class, id);
        if (port != null) {
            listener.seen(id, port.isBound());
        }
    }

    @Transactional
    void all(Consumer<UUID> each) {
        session.createSelectionQuery("select id from Port", UUID.class).list().forEach(each);
    }
}
