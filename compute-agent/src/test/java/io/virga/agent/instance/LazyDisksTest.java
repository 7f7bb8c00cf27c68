package io.virga.agent.instance;

import static io.virga.agent.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.virga.agent.RangeStore;
import io.virga.agent.SomeCommands;
import io.virga.agent.StoredImages;
import io.virga.agent.disk.Qcow2Disks;
import io.virga.agent.host.Tool;
import io.virga.agent.hypervisor.HypervisorFailure;
import io.virga.agent.hypervisor.SimulatedHypervisor;
import io.virga.agent.instance.CommandHandler.Records;
import io.virga.contract.agent.AgentCommand.DestroyInstance;
import io.virga.contract.agent.AgentCommand.ImageGone;
import io.virga.contract.agent.AgentCommand.LaunchInstance;
import io.virga.contract.agent.AgentCommand.SnapshotInstance;
import io.virga.contract.agent.AgentCommand.SupplyImage;
import io.virga.contract.agent.AgentReport;
import io.virga.contract.agent.AgentReport.CommandDone;
import io.virga.contract.agent.AgentReport.CommandFailed;
import io.virga.contract.agent.AgentReport.DiskLost;
import io.virga.contract.agent.AgentReport.ImageWanted;
import io.virga.contract.agent.AgentReport.SnapshotTaken;
import io.virga.contract.agent.BootImage;
import io.virga.contract.agent.Machine;
import io.virga.contract.agent.Power;
import io.virga.model.HostName;
import io.virga.model.ImageId;
import io.virga.model.InstanceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Disks by the real `qemu-img` on a real NBD server, under machines that are simulated.
class LazyDisksTest {

    private static final HostName HOST = new HostName("h1");
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final byte[] CONTENT = new byte[4 << 20];

    static {
        new Random(5).nextBytes(CONTENT);
    }

    @TempDir
    Path state;

    private final InstanceId id = InstanceId.random();
    private final List<AgentReport> reports = new CopyOnWriteArrayList<>();
    private RangeStore store;
    private BootImage image;
    private BreakableHypervisor hypervisor;
    private Records records;
    private StoredImages images;
    private LazyDisks lazy;
    private CommandHandler handler;

    @BeforeEach
    void wire() throws IOException {
        store = new RangeStore(CONTENT);
        image = SomeCommands.image(CONTENT, "raw", store.url());
        hypervisor = new BreakableHypervisor(new SimulatedHypervisor(state.resolve("simulated")));
        start();
    }

    /// A new agent, where another may have been before.
    private void start() {
        records = Records.in(state);
        images = new StoredImages(state);
        var clock = Clock.fixed(NOW, ZoneOffset.UTC);
        var watch = new PowerWatch(hypervisor, records.busy(), new Reports(HOST, clock, reports::add));
        lazy = new LazyDisks(hypervisor, images.served(), records, watch, StoredImages.QEMU, clock);
        handler = new CommandHandler(
                hypervisor,
                new Qcow2Disks(images.cache(), images.served(), StoredImages.QEMU),
                lazy,
                records,
                new PowerOff(hypervisor, Duration.ofSeconds(1)),
                watch,
                new CommandHandler.Patience(Duration.ofSeconds(2), Duration.ofMillis(1)));
        lazy.takeUp();
    }

    @AfterEach
    void close() {
        handler.handle(new DestroyInstance(id, 99));
        store.close();
    }

    @Test
    void machineRunsBeforeItsImageIsHereAndMovesToTheHostsOwnFileLater() {
        store.shut();
        launch();

        assertThat(reports).containsExactly(new CommandDone(HOST, id, 1, NOW, Power.RUNNING));
        assertThat(backing(disk())).startsWith("nbd+unix://");
        assertThat(content(disk())).isEqualTo(CONTENT);

        store.open();
        awaitSettled();

        assertThat(disk()).hasFileName("disk-2.qcow2");
        assertStandsOnAFile();
        assertThat(records.folders().of(id).resolve("disk.qcow2")).doesNotExist();
        assertThat(sockets()).isEmpty();
        assertThat(hypervisor.deeds()).contains("move");
    }

    @Test
    void imageThatIsHereAlreadyIsNotServed() {
        images.cache().fetch(image);

        launch();

        assertStandsOnAFile();
        assertThat(records.folders().of(id).resolve("lazy.json")).doesNotExist();
    }

    @Test
    void machineThatIsOffStaysInItsFile() {
        store.shut();
        launch();
        hypervisor.cutPower(id);

        store.open();
        awaitSettled();

        assertThat(disk()).hasFileName("disk.qcow2");
        assertStandsOnAFile();
        assertThat(hypervisor.deeds()).doesNotContain("move");
    }

    @Test
    void laterAgentServesWhatAnEarlierOneHasBegun() {
        store.shut();
        launch();
        store.open();

        start();
        assertThat(content(disk())).isEqualTo(CONTENT);
        awaitSettled();

        assertStandsOnAFile();
    }

    @Test
    void agentThatDiesBetweenTheMoveAndItsNoteLosesNothing() {
        store.shut();
        launch();
        hypervisor.breakAt("move", 1, true, () -> new IllegalStateException("killed"));
        store.open();
        eventually(SOON, () -> {
            lazy.round();
            assertThat(hypervisor.deeds()).contains("move");
        });
        eventually(SOON, () -> assertThat(records.work().goesOn(id)).isFalse());
        assertThat(disk()).hasFileName("disk-2.qcow2");

        start();
        awaitSettled();

        assertThat(disk()).hasFileName("disk-2.qcow2");
        assertStandsOnAFile();
        assertThat(hypervisor.deeds().stream().filter("move"::equals)).hasSize(1);
    }

    @Test
    void moveThatIsRefusedIsTriedAgain() {
        store.shut();
        launch();
        hypervisor.breakAt("move", 1, false, () -> new HypervisorFailure("a backup is under way", null));
        store.open();
        eventually(SOON, () -> {
            lazy.round();
            assertThat(hypervisor.deeds()).contains("move");
        });
        eventually(SOON, () -> assertThat(records.work().goesOn(id)).isFalse());
        assertThat(backing(disk())).startsWith("nbd+unix://");

        start();
        awaitSettled();

        assertStandsOnAFile();
    }

    @Test
    void urlThatHasEndedIsAskedForAndRepliedTo() {
        store.shut();
        launch();
        store.expire();
        store.open();

        eventually(SOON, () -> {
            lazy.round();
            assertThat(reports).contains(new ImageWanted(HOST, id, 1, NOW, Power.RUNNING, image.id()));
        });
        lazy.round();
        assertThat(reports.stream().filter(ImageWanted.class::isInstance)).hasSize(1);
        var fresh = new BootImage(
                image.id(), image.format(), image.size(), image.virtualSize(), image.sha512(), store.url());
        handler.handle(new SupplyImage(id, 1, fresh));

        awaitSettled();
        assertStandsOnAFile();
        assertThat(reports).hasSize(2);
    }

    @Test
    void storeThatIsAwayIsWaitedFor() {
        store.shut();
        launch();
        store.answer(503);
        Thread.ofVirtual().start(() -> {
            pause();
            store.answer(206);
        });

        assertThat(content(disk())).isEqualTo(CONTENT);
        store.open();
    }

    @Test
    void machineOnBytesThatWereNeverUploadedIsTurnedOffAndToldLost() {
        store.shut();
        launch();
        var other = CONTENT.clone();
        other[CONTENT.length - 1] ^= 1;
        store.replace(other);
        store.open();

        eventually(SOON, () -> {
            lazy.round();
            assertThat(reports.getLast()).isInstanceOf(DiskLost.class);
        });

        var lost = (DiskLost) reports.getLast();
        assertThat(lost.reason()).isEqualTo("The image's bytes are not those that were uploaded.");
        assertThat(lost.power()).isEqualTo(Power.SHUT_DOWN);
        assertThat(sockets()).isEmpty();
        lazy.round();
        assertThat(reports.stream().filter(DiskLost.class::isInstance)).hasSize(1);
    }

    @Test
    void diskWhoseImageWasDeletedIsLostUnlessItHasAll() {
        store.shut();
        launch();

        handler.handle(new ImageGone(id, 1, image.id()));

        var lost = (DiskLost) reports.getLast();
        assertThat(lost.reason()).isEqualTo("The image was deleted before the instance's disk was complete.");
        assertThat(hypervisor.find(id).orElseThrow().power()).isEqualTo(Power.SHUT_DOWN);
        assertThat(sockets()).isEmpty();
        store.open();
    }

    @Test
    void diskThatHasAllNeedsNoImage() {
        store.shut();
        launch();
        store.open();
        awaitSettled();

        handler.handle(new ImageGone(id, 1, image.id()));

        assertThat(reports).hasSize(1);
        assertThat(hypervisor.find(id).orElseThrow().power()).isEqualTo(Power.RUNNING);
    }

    @Test
    void byteThatWasTurnedOverOnItsWayIsFetchedOnceMore() {
        store.shut();
        launch();
        store.replaceOnce(new byte[CONTENT.length]);
        store.open();

        awaitSettled();

        assertStandsOnAFile();
    }

    @Test
    void hostileHeaderIsRefusedBeforeTheBoot() throws IOException {
        var hostile = new byte[4 << 20];
        hostile[0] = 'Q';
        hostile[1] = 'F';
        hostile[2] = 'I';
        hostile[3] = (byte) 0xfb;
        store.replace(hostile);
        image = SomeCommands.image(hostile, "raw", store.url());

        launch();

        assertThat(reports.getLast()).isInstanceOf(CommandFailed.class);
        assertThat(((CommandFailed) reports.getLast()).reason()).isEqualTo("The image is declared raw and is qcow2.");
        assertThat(records.folders().of(id)).doesNotExist();
        assertThat(sockets()).isEmpty();
    }

    @Test
    void diskThatIsStillLazyIsCopiedWholeForAnImage() throws IOException {
        store.shut();
        launch();
        hypervisor.cutPower(id);
        var snapshot = ImageId.random();

        handler.handle(new SnapshotInstance(id, 2, snapshot));
        eventually(SOON, () -> assertThat(reports.getLast()).isInstanceOf(SnapshotTaken.class));

        var copy = records.snapshots().find(id, snapshot).orElseThrow();
        assertThat(content(copy)).isEqualTo(CONTENT);
        assertThat(backing(copy)).isEmpty();
        store.open();
    }

    @Test
    void destroyedInstanceLeavesNoServer() {
        store.shut();
        launch();

        handler.handle(new DestroyInstance(id, 2));

        assertThat(records.folders().of(id)).doesNotExist();
        assertThat(sockets()).isEmpty();
        lazy.round();
        store.open();
    }

    private void launch() {
        var some = SomeCommands.launch(id, 1, image, List.of());
        handler.handle(
                new LaunchInstance(id, 1, new Machine("web-1", 1, 64, 0), image, List.of(), some.config(), true));
    }

    private void awaitSettled() {
        eventually(SOON, () -> {
            lazy.round();
            assertThat(records.folders().of(id).resolve("lazy.json")).doesNotExist();
        });
        eventually(SOON, () -> assertThat(sockets()).isEmpty());
    }

    private void assertStandsOnAFile() {
        assertThat(backing(disk())).startsWith(state.resolve("images").toString());
        assertThat(content(disk())).isEqualTo(CONTENT);
    }

    private Path disk() {
        return hypervisor.rootDisk(id);
    }

    private String backing(Path disk) {
        var info = Tool.run(Duration.ofSeconds(20), List.of("qemu-img", "info", "-f", "qcow2", disk.toString()));
        return info.lines()
                .filter(line -> line.startsWith("backing file: "))
                .map(line -> line.substring("backing file: ".length()))
                .findFirst()
                .orElse("");
    }

    private byte[] content(Path disk) {
        var raw = state.resolve("content.raw");
        Tool.run(
                Duration.ofSeconds(60),
                List.of("qemu-img", "convert", "-f", "qcow2", "-O", "raw", disk.toString(), raw.toString()));
        try {
            return Files.readAllBytes(raw);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<Path> sockets() {
        try (var files = Files.list(state.resolve("served"))) {
            return files.toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(1500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
