package io.virga.compute.host;

import io.virga.compute.ComputeConfig;
import io.virga.contract.agent.HostReport;
import io.virga.model.HostName;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.hibernate.Session;

/// The hosts that have ever sent a heartbeat.
@ApplicationScoped
public class Hosts {

    private final Session session;
    private final ComputeConfig config;
    private final Clock clock;

    Hosts(Session session, ComputeConfig config, Clock clock) {
        this.session = session;
        this.config = config;
        this.clock = clock;
    }

    public Optional<Host> find(HostName name) {
        return Optional.ofNullable(session.find(Host.class, name.value()));
    }

    public List<Host> all() {
        return session.createQuery("from Host order by number", Host.class).list();
    }

    /// By its integer or its UUID, whichever the client's microversion speaks.
    public Optional<Host> named(Predicate<Host> name) {
        return all().stream().filter(name).findFirst();
    }

    public boolean isUp(Host host) {
        return host.isUp(clock.instant(), config.hostDownAfter());
    }

    public boolean isUp(HostName name) {
        return find(name).filter(this::isUp).isPresent();
    }

    void observe(HostReport report) {
        find(report.host())
                .ifPresentOrElse(
                        host -> host.observe(report, clock.instant()),
                        () -> session.persist(new Host(report, clock.instant())));
    }
}
