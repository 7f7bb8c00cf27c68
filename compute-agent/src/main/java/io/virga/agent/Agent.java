package io.virga.agent;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.virga.agent.AgentConfig.Kind;
import io.virga.agent.AgentConfig.VirtType;
import io.virga.agent.heartbeat.Heartbeat;
import io.virga.agent.host.Periodic;
import io.virga.agent.hypervisor.Hypervisor;
import io.virga.agent.image.ImageCache;
import io.virga.agent.instance.Janitor;
import io.virga.agent.instance.LazyDisks;
import io.virga.agent.instance.PowerWatch;
import io.virga.agent.libvirt.KvmProbe;
import io.virga.agent.mailbox.CommandMailbox;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The agent's life: what runs while it runs.
@ApplicationScoped
class Agent {

    private static final Duration LAZY_INTERVAL = Duration.ofSeconds(1);
    private static final Duration KVM_INTERVAL = Duration.ofMinutes(1);

    private final AgentConfig config;
    private final Hypervisor hypervisor;
    private final PowerWatch watch;
    private final Heartbeat heartbeat;
    private final Janitor janitor;
    private final ImageCache images;
    private final LazyDisks lazy;
    private List<Periodic> running = List.of();

    Agent(
            AgentConfig config,
            Hypervisor hypervisor,
            PowerWatch watch,
            Heartbeat heartbeat,
            Janitor janitor,
            ImageCache images,
            LazyDisks lazy) {
        this.config = config;
        this.hypervisor = hypervisor;
        this.watch = watch;
        this.heartbeat = heartbeat;
        this.janitor = janitor;
        this.images = images;
        this.lazy = lazy;
    }

    void start(@Observes StartupEvent event, CommandMailbox mailbox, KvmProbe probe, MeterRegistry metrics) {
        metrics.gauge("virga_hypervisor_answering", watch, seen -> seen.answering() ? 1 : 0);
        metrics.gauge("virga_instances", watch, seen -> seen.seen().size());
        hypervisor.onChange(watch::look);
        lazy.takeUp();
        var periodic = new ArrayList<>(List.of(
                new Periodic("heartbeat", config.heartbeatInterval(), heartbeat::beat),
                new Periodic("sweep", config.sweepInterval(), watch::sweep),
                new Periodic("lazy disks", LAZY_INTERVAL, lazy::round),
                new Periodic("janitor", config.janitorInterval(), this::clean)));
        if (config.hypervisor() == Kind.LIBVIRT && config.libvirt().virtType() == VirtType.AUTO) {
            periodic.add(new Periodic("kvm", KVM_INTERVAL, probe::look));
        }
        running = periodic;
        mailbox.open(config.parallelCommands());
    }

    void stop(@Observes ShutdownEvent event) {
        running.forEach(Periodic::close);
    }

    private void clean() {
        janitor.clean();
        images.trim();
    }
}
