package io.virga.network.wiring;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.virga.network.NetworkConfig;
import io.virga.network.port.PortService;
import io.virga.network.standard.Changed;
import io.virga.network.standard.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// The one thread that wires. It wakes up at every change, at every sign of the wiring, and from time to time by
/// itself;
/// then it makes the wiring agree with the database, whatever woke it. What fails is tried again with everything.
@ApplicationScoped
class WiringLoop implements Wiring.Listener {

    private static final Logger log = Logger.getLogger(WiringLoop.class);
    private static final Duration BREATH = Duration.ofSeconds(1);

    /// Why the loop wakes up.
    private sealed interface Call {
        record Look(Changed changed) implements Call {}

        record Seen(UUID port, boolean wired) implements Call {}

        record CompareAll() implements Call {}
    }

    private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
    private final NetworkConfig config;
    private final PortService ports;
    private final Wiring wiring;
    private Thread thread;
    private volatile boolean failing;

    WiringLoop(NetworkConfig config, PortService ports, Blueprints blueprints, SimulatedWiring simulated) {
        this.config = config;
        this.ports = ports;
        wiring = switch (config.backend()) {
            case OVN -> new OvnWiring(config.ovn().northbound(), blueprints, this);
            case SIMULATED -> simulated.telling(this);
        };
    }

    void start(@Observes StartupEvent event) {
        calls.add(new Call.CompareAll());
        thread = Thread.ofVirtual().name("wiring").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) {
        thread.interrupt();
        wiring.close();
    }

    void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) Changed changed) {
        calls.add(new Call.Look(changed));
    }

    @Override
    public void seen(UUID port, boolean wired) {
        calls.add(new Call.Seen(port, wired));
    }

    @Override
    public void lost() {
        calls.add(new Call.CompareAll());
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            var all = new ArrayList<Call>();
            try {
                wait(all);
                handle(all);
                failing = false;
            } catch (InterruptedException _) {
                return;
            } catch (RuntimeException e) {
                if (!failing) {
                    log.warnf("the wiring cannot be brought up to date, trying again: %s", e.toString());
                    log.debug("wiring failed", e);
                }
                failing = true;
                pause();
                calls.addAll(all);
                calls.add(new Call.CompareAll());
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(BREATH);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Takes all that has piled up. Silence for too long is a reason to compare as well.
    private void wait(List<Call> all) throws InterruptedException {
        var first = calls.poll(config.reconcileEvery().toMillis(), TimeUnit.MILLISECONDS);
        all.add(first == null ? new Call.CompareAll() : first);
        calls.drainTo(all);
    }

    private void handle(List<Call> all) {
        var scopes = new LinkedHashSet<Scope>();
        var seen = new LinkedHashMap<UUID, Boolean>();
        var everything = false;
        for (var call : all) {
            switch (call) {
                case Call.Look(var changed) -> scopes.addAll(changed.scopes());
                case Call.Seen(var port, var wired) -> seen.put(port, wired);
                case Call.CompareAll _ -> everything = true;
            }
        }
        if (everything) {
            wiring.convergeAll();
        } else if (!scopes.isEmpty()) {
            wiring.converge(scopes);
        }
        for (Map.Entry<UUID, Boolean> port : seen.entrySet()) {
            ports.observe(port.getKey(), port.getValue());
        }
    }
}
