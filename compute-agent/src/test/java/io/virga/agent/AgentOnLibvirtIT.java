package io.virga.agent;

import static io.virga.agent.AgentProcess.HOST;
import static io.virga.agent.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.virga.agent.host.Tool;
import io.virga.contract.agent.AgentAnswer.ConsoleOutput;
import io.virga.contract.agent.AgentCommand.DestroyInstance;
import io.virga.contract.agent.AgentCommand.LaunchInstance;
import io.virga.contract.agent.AgentCommand.RebootInstance;
import io.virga.contract.agent.AgentCommand.SnapshotInstance;
import io.virga.contract.agent.AgentCommand.StartInstance;
import io.virga.contract.agent.AgentCommand.StopInstance;
import io.virga.contract.agent.AgentQuestion.ReadConsole;
import io.virga.contract.agent.AgentReport.CommandDone;
import io.virga.contract.agent.AgentReport.CommandFailed;
import io.virga.contract.agent.AgentReport.InstanceObserved;
import io.virga.contract.agent.AgentReport.SnapshotTaken;
import io.virga.contract.agent.BootImage;
import io.virga.contract.agent.Machine;
import io.virga.contract.agent.Power;
import io.virga.model.ImageId;
import io.virga.model.InstanceId;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The agent as it is delivered, between a real broker and a real libvirtd, with guests that truly start.
class AgentOnLibvirtIT {

    private static final Duration SOON = Duration.ofSeconds(90);
    private static final byte[] GUEST = SmallGuest.image();

    @TempDir
    static Path folder;

    private static PrivateLibvirtd libvirt;
    private static LocalBroker broker;
    private static ImageServer images;
    private static AgentProcess agent;
    private static byte[] linuxGuest;

    @BeforeAll
    static void start() throws Exception {
        libvirt = PrivateLibvirtd.start();
        broker = LocalBroker.start(folder);
        images = new ImageServer(GUEST);
        agent = new AgentProcess(
                libvirt.folder().resolve("agent"), broker.url(), Map.of("agent.libvirt.uri", libvirt.uri()));
        agent.start();
    }

    @AfterAll
    static void stop() throws Exception {
        for (var part : Stream.of(agent, images, broker, libvirt)
                .filter(Objects::nonNull)
                .toList()) {
            part.close();
        }
    }

    @Test
    void instanceLivesAndGoesWithoutATrace() {
        var id = InstanceId.random();

        broker.send(HOST, launch(id, image()));
        awaitDone(id, 1, Power.RUNNING);
        awaitPrompt(id);

        broker.send(HOST, new StopInstance(id, 2, false, 20));
        awaitDone(id, 2, Power.SHUT_DOWN);
        broker.send(HOST, new StartInstance(id, 3));
        awaitDone(id, 3, Power.RUNNING);
        awaitPrompt(id);
        broker.send(HOST, new RebootInstance(id, 4, false, 20));
        awaitDone(id, 4, Power.RUNNING);
        broker.send(HOST, new RebootInstance(id, 5, true, 0));
        awaitDone(id, 5, Power.RUNNING);

        broker.send(HOST, new DestroyInstance(id, 6));
        awaitDone(id, 6, Power.ABSENT);
        assertThat(domains()).doesNotContain(id.toString());
        assertThat(libvirt.folder().resolve("agent/instances/" + id)).doesNotExist();
    }

    @Test
    void tenAtOnceFromOneImageThatIsNotThereNeedOneDownload() throws Exception {
        var content = guestOfItsOwn();
        var ids = Stream.generate(InstanceId::random).limit(10).toList();
        try (var store = new ImageServer(content)) {
            var image = SomeCommands.image(content, "raw", store.url());

            ids.forEach(id -> broker.send(HOST, launch(id, image)));

            ids.forEach(id -> awaitDone(id, 1, Power.RUNNING));
            assertThat(store.requests()).isEqualTo(1);
        }
        assertThat(agent.get("/q/metrics")).contains("virga_image_downloads_total");
        ids.forEach(id -> broker.send(HOST, new DestroyInstance(id, 2)));
        ids.forEach(id -> awaitDone(id, 2, Power.ABSENT));
    }

    @Test
    void agentKilledInTheMiddleOfALaunchFinishesItWhenItIsBack() throws Exception {
        var id = InstanceId.random();
        var content = guestOfItsOwn();
        try (var store = new ImageServer(content)) {
            store.shut();
            broker.send(HOST, launch(id, SomeCommands.image(content, "raw", store.url())));
            eventually(SOON, () -> assertThat(store.requests()).isPositive());

            agent.kill();
            store.open();
            agent.start();

            awaitDone(id, 1, Power.RUNNING);
        }
        awaitPrompt(id);
        destroy(id, 2);
    }

    @Test
    void launchThatWaitsForItsImageHoldsUpNoneOfThoseThatHaveComeWhileTheAgentWasAway() throws Exception {
        var waiting = InstanceId.random();
        var others = Stream.generate(InstanceId::random).limit(4).toList();
        var content = guestOfItsOwn();
        try (var store = new ImageServer(content)) {
            store.shut();
            agent.kill();
            broker.send(HOST, launch(waiting, SomeCommands.image(content, "raw", store.url())));
            others.forEach(id -> broker.send(HOST, launch(id, image())));
            agent.start();

            others.forEach(id -> awaitDone(id, 1, Power.RUNNING));
            assertThat(broker.reportsOf(waiting)).isEmpty();
            store.open();
            awaitDone(waiting, 1, Power.RUNNING);
        }
        Stream.concat(Stream.of(waiting), others.stream()).forEach(id -> destroy(id, 2));
    }

    @Test
    void libvirtdKilledIsFoundAgain() {
        var id = InstanceId.random();
        broker.send(HOST, launch(id, image()));
        awaitDone(id, 1, Power.RUNNING);

        libvirt.kill();
        broker.send(HOST, new StopInstance(id, 2, true, 0));

        awaitDone(id, 2, Power.SHUT_DOWN);
        destroy(id, 3);
    }

    @Test
    void guestThatEndsByItselfIsTold() {
        var id = InstanceId.random();
        broker.send(HOST, launch(id, image()));
        awaitDone(id, 1, Power.RUNNING);

        virsh("destroy", "instance-" + id);

        eventually(
                SOON,
                () -> assertThat(broker.reportsOf(id))
                        .anyMatch(report -> report instanceof InstanceObserved seen
                                && seen.power() == Power.SHUT_DOWN
                                && seen.generation() == 1));
        destroy(id, 2);
    }

    @Test
    @Tag("SEC-04")
    @Tag("SEC-60")
    void unfitImageFailsWithAReasonAndLeavesNothing() {
        var id = InstanceId.random();
        var declared = SomeCommands.image(GUEST, "qcow2", images.url());

        broker.send(HOST, launch(id, declared));

        eventually(
                SOON,
                () -> assertThat(broker.reportsOf(id))
                        .anyMatch(report -> report instanceof CommandFailed failed
                                && failed.reason().equals("The image is declared qcow2 and is not.")
                                && !failed.retryElsewhere()));
        assertThat(libvirt.folder().resolve("agent/instances/" + id)).doesNotExist();
        assertThat(agent.logged()).doesNotContain("canary-of-a-signed-url").doesNotContain("s3cret");
    }

    @Test
    void heartbeatTellsWhatTheHostHasAndSees() {
        var id = InstanceId.random();
        broker.send(HOST, launch(id, image()));
        awaitDone(id, 1, Power.RUNNING);
        broker.heartbeats().clear();

        eventually(SOON, () -> {
            var beat = broker.heartbeats().take();
            assertThat(beat.host()).isEqualTo(HOST);
            assertThat(beat.hypervisor().kind()).isEqualTo("QEMU");
            assertThat(beat.hypervisor().virtType()).isIn("qemu", "kvm");
            assertThat(beat.hypervisor().version()).isGreaterThan(1_000_000);
            assertThat(beat.inventory().memoryMib()).isPositive();
            assertThat(beat.inventory().vcpus()).isPositive();
            assertThat(beat.instances()).anyMatch(seen -> seen.instance().equals(id) && seen.power() == Power.RUNNING);
        });
        eventually(SOON, () -> assertThat(agent.get("/q/health/ready")).contains("\"UP\""));
        destroy(id, 2);
    }

    @Test
    void linuxGuestFindsItsNameOnTheConfigDriveAndObeysThePowerButton() throws Exception {
        var content = linuxGuest();
        var id = InstanceId.random();
        try (var server = new ImageServer(content)) {
            broker.send(HOST, linux(id, SomeCommands.image(content, "qcow2", server.url()), false));
            awaitDone(id, 1, Power.RUNNING);
            awaitLogin(id);
        }

        broker.send(HOST, new StopInstance(id, 2, false, 60));
        awaitDone(id, 2, Power.SHUT_DOWN);
        destroy(id, 3);
    }

    @Test
    void linuxGuestBootsFromAnImageThatIsNotHereWhileItsAgentDiesAndMovesOntoTheHostsFile() throws Exception {
        // Other bytes than the other test's, so that they are not in the cache.
        var content = Arrays.copyOf(linuxGuest(), linuxGuest().length + 512);
        var id = InstanceId.random();
        var image = SomeCommands.image(content, "qcow2", "");
        var whole = libvirt.folder().resolve("agent/images/" + image.sha512() + ".qcow2");
        try (var store = new RangeStore(content)) {
            store.shut();
            broker.send(HOST, linux(id, SomeCommands.image(content, "qcow2", store.url()), true));
            awaitDone(id, 1, Power.RUNNING);
            agent.kill();
            agent.start();
            awaitLogin(id);
            assertThat(whole).doesNotExist();
            assertThat(virsh("dumpxml", "instance-" + id)).contains("nbd");

            store.open();
            eventually(
                    SOON,
                    () -> assertThat(libvirt.folder().resolve("agent/instances/" + id + "/lazy.json"))
                            .doesNotExist());
        }
        assertThat(whole).hasBinaryContent(content);
        assertThat(virsh("dumpxml", "instance-" + id)).doesNotContain("nbd").contains(whole.toString());
        assertThat(virsh("domstate", "instance-" + id)).contains("running");

        broker.send(HOST, new StopInstance(id, 2, false, 60));
        awaitDone(id, 2, Power.SHUT_DOWN);
        broker.send(HOST, new StartInstance(id, 3));
        awaitDone(id, 3, Power.RUNNING);
        destroy(id, 4);
    }

    /// Whatever libvirt makes of the disk's owner, and whatever rights the agent's umask has left it.
    @Test
    @Tag("SEC-05")
    void diskOfAMachineThatIsOffIsCopiedInTheSandboxAndStartsAgain() throws Exception {
        var id = InstanceId.random();
        broker.send(HOST, launch(id, image()));
        awaitDone(id, 1, Power.RUNNING);
        broker.send(HOST, new StopInstance(id, 2, true, 0));
        awaitDone(id, 2, Power.SHUT_DOWN);
        Files.setPosixFilePermissions(disk(id), PosixFilePermissions.fromString("rw-------"));
        var canary = Files.writeString(libvirt.folder().resolve("canary"), "canary-of-the-host");
        var header = HostileHeader.namingAsBackingFile(canary);
        var written = Files.write(libvirt.folder().resolve("header"), header);
        var write = "write -q -s %s %d %d".formatted(written, GUEST.length, header.length);
        run("qemu-io", "-f", "qcow2", "-c", write, disk(id).toString());
        var image = ImageId.random();

        broker.send(HOST, new SnapshotInstance(id, 3, image));

        eventually(
                SOON,
                () -> assertThat(broker.reportsOf(id))
                        .anyMatch(report -> report instanceof SnapshotTaken taken && taken.generation() == 3));
        var copy = disk(id).resolveSibling("snapshot/" + image + ".qcow2");
        var shown = libvirt.folder().resolve(id + ".raw");
        run("qemu-img", "convert", "-f", "qcow2", "-O", "raw", copy.toString(), shown.toString());
        try (var device = Files.newInputStream(shown)) {
            assertThat(device.readNBytes(GUEST.length)).isEqualTo(GUEST);
            assertThat(device.readNBytes(header.length)).isEqualTo(header);
        }
        broker.send(HOST, new StartInstance(id, 4));
        awaitDone(id, 4, Power.RUNNING);
        awaitPrompt(id);
        destroy(id, 5);
    }

    /// QEMU has begun to write the copy, and is gone before it is whole.
    @Test
    void guestThatTurnsItselfOffWhileItsDiskIsCopiedIsCopiedAtRest() throws Exception {
        var id = InstanceId.random();
        broker.send(HOST, launch(id, image()));
        awaitDone(id, 1, Power.RUNNING);
        broker.send(HOST, new StopInstance(id, 2, true, 0));
        awaitDone(id, 2, Power.SHUT_DOWN);
        for (var mib = 2; mib < 1_000; mib += 20) {
            run("qemu-io", "-f", "qcow2", "-c", "write -q -P 7 %dM 20M".formatted(mib), disk(id).toString());
        }
        broker.send(HOST, new StartInstance(id, 3));
        awaitDone(id, 3, Power.RUNNING);
        awaitPrompt(id);
        var image = ImageId.random();
        var copy = disk(id).resolveSibling("snapshot/" + image + ".qcow2");
        var begun = disk(id).resolveSibling("snapshot/" + image + ".part");

        broker.send(HOST, new SnapshotInstance(id, 4, image));
        eventually(SOON, () -> assertThat(Files.size(begun)).isGreaterThan(2 << 20));
        // While it is open, no other file is taken for it.
        try (var _ = Files.newInputStream(begun)) {
            var broken = Files.getAttribute(begun, "unix:ino");
            virsh("shutdown", "instance-" + id);

            eventually(
                    SOON,
                    () -> assertThat(broker.reportsOf(id))
                            .anyMatch(report -> report instanceof SnapshotTaken taken
                                    && taken.generation() == 4
                                    && taken.power() == Power.SHUT_DOWN));
            assertThat(Files.getAttribute(copy, "unix:ino")).isNotEqualTo(broken);
        }
        run("qemu-img", "compare", "-f", "qcow2", "-F", "qcow2", copy.toString(), disk(id).toString());
        assertThat(run("qemu-img", "info", "-f", "qcow2", copy.toString())).doesNotContain("backing");
        destroy(id, 5);
    }

    @Test
    void lazyMachineThatIsOffStandsOnTheHostsImageAndStartsAgain() throws Exception {
        var content = guestOfItsOwn();
        var id = InstanceId.random();
        try (var store = new RangeStore(content)) {
            store.shut();
            var command = launch(id, SomeCommands.image(content, "raw", store.url()));
            broker.send(
                    HOST,
                    new LaunchInstance(id, 1, command.machine(), command.image(), List.of(), command.config(), true));
            awaitDone(id, 1, Power.RUNNING);
            awaitPrompt(id);
            broker.send(HOST, new StopInstance(id, 2, true, 0));
            awaitDone(id, 2, Power.SHUT_DOWN);
            assertThat(run("qemu-img", "info", "-f", "qcow2", disk(id).toString()))
                    .contains("nbd");

            store.open();
            eventually(
                    SOON, () -> assertThat(disk(id).resolveSibling("lazy.json")).doesNotExist());
        }
        assertThat(run("qemu-img", "info", "-f", "qcow2", disk(id).toString()))
                .doesNotContain("nbd")
                .contains(SomeCommands.sha512(content));
        broker.send(HOST, new StartInstance(id, 3));
        awaitDone(id, 3, Power.RUNNING);
        awaitPrompt(id);
        destroy(id, 4);
    }

    /// The first deletion fails: the folder cannot go while something is mounted in it. Meanwhile, and afterwards,
    /// new instances of the same image come.
    @Test
    @Tag("SEC-11")
    void newInstancesSeeNothingOfAnOldOneWhetherOrNotItsDeletionHasFailed() throws Exception {
        var old = InstanceId.random();
        broker.send(HOST, launch(old, image()));
        awaitDone(old, 1, Power.RUNNING);
        broker.send(HOST, new StopInstance(old, 2, true, 0));
        awaitDone(old, 2, Power.SHUT_DOWN);
        OldTenant.writesOnto(disk(old));
        // Folders are emptied from the end of the alphabet.
        var held = Files.createDirectory(disk(old).resolveSibling("z"));
        run("mount", "-t", "tmpfs", "none", held.toString());
        try {
            broker.send(HOST, new DestroyInstance(old, 3));
            eventually(
                    SOON,
                    () -> assertThat(broker.reportsOf(old))
                            .anyMatch(report -> report instanceof CommandFailed failed && failed.generation() == 3));
            assertThat(disk(old)).exists();

            isGoneFromANewOne();
        } finally {
            run("umount", held.toString());
        }
        destroy(old, 4);
        assertThat(disk(old).getParent()).doesNotExist();

        isGoneFromANewOne();
    }

    private static void isGoneFromANewOne() throws Exception {
        var id = InstanceId.random();
        broker.send(HOST, launch(id, image()));
        awaitDone(id, 1, Power.RUNNING);
        awaitPrompt(id);
        broker.send(HOST, new StopInstance(id, 2, true, 0));
        awaitDone(id, 2, Power.SHUT_DOWN);
        OldTenant.isGoneFrom(disk(id));
        OldTenant.isGoneFromAroundWhatIsWrittenTo(disk(id));
        destroy(id, 3);
    }

    private static String run(String... command) {
        return Tool.run(Duration.ofSeconds(20), List.of(command));
    }

    private static Path disk(InstanceId id) {
        return libvirt.folder().resolve("agent/instances/" + id + "/disk.qcow2");
    }

    private static byte[] linuxGuest() throws Exception {
        if (linuxGuest == null) {
            var builder = Path.of("../deploy/guest-image/build-image.sh");
            var file = libvirt.folder().resolve("guest.qcow2");
            var build = new ProcessBuilder("bash", builder.toString(), file.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            assumeTrue(build.waitFor() == 0, "what the guest image is made of is not installed");
            linuxGuest = Files.readAllBytes(file);
        }
        return linuxGuest;
    }

    private static LaunchInstance linux(InstanceId id, BootImage image, boolean lazy) {
        return new LaunchInstance(
                id, 1, new Machine("web-1", 1, 128, 1), image, List.of(), SomeCommands.config(), lazy);
    }

    private static void awaitLogin(InstanceId id) {
        eventually(
                SOON,
                () -> assertThat(broker.ask(HOST, new ReadConsole(id, null, 20_000), Duration.ofSeconds(5)))
                        .hasValueSatisfying(answer ->
                                assertThat(((ConsoleOutput) answer).output()).contains("web-1 login:")));
    }

    private static void destroy(InstanceId id, long generation) {
        broker.send(HOST, new DestroyInstance(id, generation));
        awaitDone(id, generation, Power.ABSENT);
    }

    private static LaunchInstance launch(InstanceId id, BootImage image) {
        return SomeCommands.launch(id, 1, image, List.of());
    }

    // The cache knows images by their bytes: these are in it from no other test.
    private static byte[] guestOfItsOwn() {
        var content = Arrays.copyOf(GUEST, GUEST.length + 512);
        ByteBuffer.wrap(content, GUEST.length, 512).putLong(System.nanoTime());
        return content;
    }

    private static BootImage image() {
        return SomeCommands.image(GUEST, "raw", images.url());
    }

    private static void awaitDone(InstanceId id, long generation, Power power) {
        eventually(
                SOON,
                () -> assertThat(broker.reportsOf(id))
                        .anyMatch(report -> report instanceof CommandDone done
                                && done.generation() == generation
                                && done.power() == power));
    }

    private static void awaitPrompt(InstanceId id) {
        eventually(SOON, () -> {
            var answer = broker.ask(HOST, new ReadConsole(id, 1, 1_000), Duration.ofSeconds(5));
            assertThat(answer).contains(new ConsoleOutput(SmallGuest.PROMPT));
        });
    }

    private static String domains() {
        return virsh("list", "--all", "--uuid");
    }

    private static String virsh(String... arguments) {
        var command = Stream.concat(Stream.of("virsh", "-q", "-c", libvirt.uri()), Stream.of(arguments));
        return Tool.run(Duration.ofSeconds(20), command.toList());
    }
}
