package io.virga.agent;

import io.micrometer.core.instrument.MeterRegistry;
import io.virga.agent.disk.Disks;
import io.virga.agent.disk.Qcow2Disks;
import io.virga.agent.disk.SimulatedDisks;
import io.virga.agent.heartbeat.Datapaths;
import io.virga.agent.heartbeat.Heartbeat;
import io.virga.agent.hypervisor.Hypervisor;
import io.virga.agent.hypervisor.SimulatedHypervisor;
import io.virga.agent.image.CacheRoom;
import io.virga.agent.image.DownloadPlan;
import io.virga.agent.image.ImageCache;
import io.virga.agent.image.ImageDownload;
import io.virga.agent.image.ImageOrders;
import io.virga.agent.image.ServedImage.HeadStart;
import io.virga.agent.image.ServedImages;
import io.virga.agent.instance.CommandHandler;
import io.virga.agent.instance.CommandHandler.Patience;
import io.virga.agent.instance.CommandHandler.Records;
import io.virga.agent.instance.ConsoleLog;
import io.virga.agent.instance.Janitor;
import io.virga.agent.instance.LazyDisks;
import io.virga.agent.instance.PowerOff;
import io.virga.agent.instance.PowerWatch;
import io.virga.agent.instance.Removal;
import io.virga.agent.instance.Reports;
import io.virga.agent.libvirt.HostTraits;
import io.virga.agent.libvirt.KvmProbe;
import io.virga.agent.libvirt.LibvirtHypervisor;
import io.virga.agent.mailbox.CommandMailbox;
import io.virga.agent.qemu.QemuImg;
import io.virga.contract.Addresses;
import io.virga.messaging.Mailboxes;
import io.virga.messaging.Sender;
import io.virga.sandbox.Sandbox;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;

/// Puts the agent together. Nothing else here knows of the container.
@Singleton
class AgentWiring {

    private static final Duration STORE_PAUSE = Duration.ofSeconds(1);
    private static final long SANDBOX_MEMORY = 1L << 30;

    private final AgentConfig config;

    AgentWiring(AgentConfig config) {
        this.config = config;
    }

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    Records records() {
        return Records.in(config.stateDir().toAbsolutePath().normalize());
    }

    @Produces
    @Singleton
    KvmProbe kvmProbe() {
        return new KvmProbe(config.stateDir());
    }

    @Produces
    @Singleton
    Hypervisor hypervisor(Records records, KvmProbe probe) {
        return switch (config.hypervisor()) {
            case SIMULATED -> new SimulatedHypervisor(state("simulated"));
            case LIBVIRT ->
                new LibvirtHypervisor(
                        config.libvirt().uri(),
                        new HostTraits(
                                virtTypes(probe),
                                config.integrationBridge(),
                                datapath().equals("netdev")));
        };
    }

    @Produces
    @Singleton
    QemuImg qemu() {
        return new QemuImg(new Sandbox(config.sandboxUser(), SANDBOX_MEMORY));
    }

    @Produces
    @Singleton
    ImageCache images(QemuImg qemu, MeterRegistry metrics, Records records) {
        var folder = state("images");
        var room = new CacheRoom(
                folder, config.imageCache().size(), config.imageCache().keepFree());
        var plan = new DownloadPlan(
                config.imageDownload().ranges(),
                config.imageDownload().rangeSize().asLongValue());
        return new ImageCache(folder, instances(), room, new ImageDownload(plan, metrics), qemu, metrics);
    }

    @Produces
    @Singleton
    ServedImages served(ImageCache images, Clock clock) {
        var headStart =
                new HeadStart(config.lazyBoot().quiet(), config.lazyBoot().headStart());
        return new ServedImages(state("served"), images, headStart, clock);
    }

    @Produces
    @Singleton
    LazyDisks lazyDisks(
            Hypervisor hypervisor, ServedImages served, Records records, PowerWatch watch, QemuImg qemu, Clock clock) {
        return new LazyDisks(hypervisor, served, records, watch, qemu, clock);
    }

    @Produces
    @Singleton
    Disks disks(ImageCache images, ServedImages served, QemuImg qemu) {
        return switch (config.hypervisor()) {
            case SIMULATED -> new SimulatedDisks();
            case LIBVIRT -> new Qcow2Disks(images, served, qemu);
        };
    }

    @Produces
    @Singleton
    PowerWatch watch(Hypervisor hypervisor, Records records, Clock clock, Sender sender) {
        var reports =
                new Reports(config.hostName(), clock, report -> sender.send(Addresses.COMPUTE_REPORTS, report, true));
        return new PowerWatch(hypervisor, records.busy(), reports);
    }

    @Produces
    @Singleton
    ImageOrders orders(ImageCache images, Clock clock) {
        return new ImageOrders(images, clock);
    }

    @Produces
    @Singleton
    CommandMailbox mailbox(
            Mailboxes mailboxes,
            Hypervisor hypervisor,
            Disks disks,
            LazyDisks lazy,
            Records records,
            PowerWatch watch,
            ImageOrders orders) {
        var powerOff = new PowerOff(hypervisor, config.powerButtonInterval());
        var patience = new Patience(config.hypervisorPatience(), STORE_PAUSE);
        var commands = new CommandHandler(hypervisor, disks, lazy, records, powerOff, watch, patience);
        return new CommandMailbox(mailboxes, config.hostName(), commands, new ConsoleLog(records.folders()), orders);
    }

    @Produces
    @Singleton
    Heartbeat heartbeat(Hypervisor hypervisor, PowerWatch watch, ImageOrders orders, Clock clock, Sender sender) {
        var host = new Heartbeat.Host(
                config.hostName(), config.availabilityZone(), config.address(), datapath(), config.stateDir());
        return new Heartbeat(
                host, hypervisor, watch, orders, clock, report -> sender.publish(Addresses.HOST_HEARTBEATS, report));
    }

    @Produces
    @Singleton
    Janitor janitor(Hypervisor hypervisor, LazyDisks lazy, Records records, Clock clock) {
        return new Janitor(records, new Removal(hypervisor, lazy, records.folders()), clock);
    }

    private Supplier<String> virtTypes(KvmProbe probe) {
        return switch (config.libvirt().virtType()) {
            case KVM -> () -> "kvm";
            case QEMU -> () -> "qemu";
            case AUTO -> {
                probe.look();
                yield probe::virtType;
            }
        };
    }

    private String datapath() {
        return config.hypervisor() == AgentConfig.Kind.SIMULATED ? "none" : Datapaths.of(config.datapath());
    }

    private Path instances() {
        return state("instances");
    }

    // Absolute, because the hypervisor and its QEMUs have other working folders.
    private Path state(String folder) {
        return config.stateDir().toAbsolutePath().normalize().resolve(folder);
    }
}
