package io.virga.agent.instance;

import static io.virga.agent.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.virga.agent.PartStore;
import io.virga.agent.SomeCommands;
import io.virga.agent.StoredImages;
import io.virga.agent.disk.SimulatedDisks;
import io.virga.agent.hypervisor.HypervisorFailure;
import io.virga.agent.hypervisor.HypervisorUnavailable;
import io.virga.agent.hypervisor.SimulatedHypervisor;
import io.virga.agent.instance.CommandHandler.Records;
import io.virga.agent.snapshot.SnapshotFiles;
import io.virga.contract.agent.AgentCommand.DestroyInstance;
import io.virga.contract.agent.AgentCommand.DiscardSnapshot;
import io.virga.contract.agent.AgentCommand.SnapshotInstance;
import io.virga.contract.agent.AgentCommand.UploadSnapshot;
import io.virga.contract.agent.AgentReport;
import io.virga.contract.agent.AgentReport.CommandDone;
import io.virga.contract.agent.AgentReport.CommandFailed;
import io.virga.contract.agent.AgentReport.SnapshotTaken;
import io.virga.contract.agent.AgentReport.SnapshotUploaded;
import io.virga.contract.agent.Power;
import io.virga.model.HostName;
import io.virga.model.ImageId;
import io.virga.model.InstanceId;
import jakarta.jms.JMSRuntimeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotHandlerTest {

    private static final HostName HOST = new HostName("h1");
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final long SIZE = 4 << 16;
    private static final long PART = 100_000;

    @TempDir
    Path state;

    private final InstanceId id = InstanceId.random();
    private final ImageId image = ImageId.random();
    private final List<AgentReport> reports = new CopyOnWriteArrayList<>();
    private volatile boolean brokerAway;
    private Records records;
    private BreakableHypervisor hypervisor;
    private CommandHandler handler;
    private LazyDisks lazy;

    @BeforeEach
    void launch() {
        hypervisor = new BreakableHypervisor(new SimulatedHypervisor(state.resolve("simulated")));
        start();
        handler.handle(
                SomeCommands.launch(id, 1, SomeCommands.image(new byte[1], "raw", "http://127.0.0.1/"), List.of()));
        reports.clear();
    }

    /// A new agent, where another may have been before.
    private void start() {
        records = Records.in(state);
        var clock = Clock.fixed(NOW, ZoneOffset.UTC);
        var watch = new PowerWatch(hypervisor, records.busy(), new Reports(HOST, clock, this::send));
        lazy = new LazyDisks(hypervisor, new StoredImages(state).served(), records, watch, StoredImages.QEMU, clock);
        handler = new CommandHandler(
                hypervisor,
                new SimulatedDisks(),
                lazy,
                records,
                new PowerOff(hypervisor, Duration.ofSeconds(1)),
                watch,
                new CommandHandler.Patience(Duration.ofSeconds(2), Duration.ofMillis(1)));
    }

    @Test
    void copyIsTakenUploadedInPartsAndDiscarded() throws Exception {
        try (var store = new PartStore()) {
            store.refuse(1, 2);
            take();
            await(new SnapshotTaken(HOST, id, 2, NOW, Power.RUNNING, image, SIZE));
            var copy = Files.readAllBytes(records.snapshots().find(id, image).orElseThrow());

            handler.handle(new UploadSnapshot(id, 2, image, PART, store.urls(3)));
            await(new SnapshotUploaded(HOST, id, 2, NOW, Power.RUNNING, image));

            assertThat(store.parts()).isEqualTo(3);
            assertThat(store.bytes()).isEqualTo(copy);
        }

        handler.handle(new DiscardSnapshot(id, 2, image));

        assertThat(reports).endsWith(new CommandDone(HOST, id, 2, NOW, Power.RUNNING));
        assertNothingIsLeft();
    }

    @Test
    void machineThatIsOffIsCopiedAsWell() {
        hypervisor.cutPower(id);

        take();

        await(new SnapshotTaken(HOST, id, 2, NOW, Power.SHUT_DOWN, image, SIZE));
    }

    @Test
    void guestThatTurnsItselfOffMeanwhileIsCopiedAtRest() {
        hypervisor.breakAt("copy", 1, true, () -> {
            hypervisor.cutPower(id);
            return new HypervisorFailure("the machine is gone", null);
        });

        take();

        await(new SnapshotTaken(HOST, id, 2, NOW, Power.SHUT_DOWN, image, SIZE));
    }

    @Test
    void failedCopyIsToldAndTheMachineRunsOn() {
        hypervisor.breakAt("copy", 1, false, () -> new HypervisorFailure("no space", null));

        take();

        eventually(SOON, () -> assertThat(reports).hasSize(1).allMatch(CommandFailed.class::isInstance));
        assertThat(((CommandFailed) reports.getFirst()).power()).isEqualTo(Power.RUNNING);
        assertThat(((CommandFailed) reports.getFirst()).detail()).isEqualTo("no space");
    }

    @Test
    void copyIsTakenOnceHoweverOftenItIsAskedFor() {
        take();
        eventually(SOON, () -> assertThat(reports).hasSize(1));

        take();
        eventually(SOON, () -> assertThat(reports).hasSize(2));

        assertThat(hypervisor.deeds()).containsOnlyOnce("copy");
        assertThat(reports.getLast()).isEqualTo(reports.getFirst());
    }

    @Test
    void commandsThatTheHypervisorOrTheBrokerLetDownWorkWhenTheyComeAgain() {
        hypervisor.breakAt("copy", 1, true, () -> new HypervisorUnavailable("restarting", null));
        take();
        eventually(SOON, () -> assertThat(records.work().goesOn(id)).isFalse());
        brokerAway = true;
        take();
        eventually(SOON, () -> assertThat(records.work().goesOn(id)).isFalse());
        brokerAway = false;
        assertThat(reports).isEmpty();

        take();

        await(new SnapshotTaken(HOST, id, 2, NOW, Power.RUNNING, image, SIZE));
    }

    @Test
    @Tag("SEC-52")
    void destructionDoesNotWaitForACopy() throws Exception {
        var begun = hypervisor.copyForEver();
        take();
        begun.await();

        handler.handle(new DestroyInstance(id, 3));

        assertThat(reports).containsExactly(new CommandDone(HOST, id, 3, NOW, Power.ABSENT));
        assertThat(records.folders().of(id)).doesNotExist();
        assertThat(records.work().goesOn(id)).isFalse();
    }

    @Test
    void discardingEndsACopyThatGoesOn() throws Exception {
        var begun = hypervisor.copyForEver();
        take();
        begun.await();

        handler.handle(new DiscardSnapshot(id, 3, image));

        assertThat(reports).containsExactly(new CommandDone(HOST, id, 3, NOW, Power.RUNNING));
        assertThat(hypervisor.deeds()).endsWith("stop copying");
        assertNothingIsLeft();
    }

    @Test
    void otherInstancesAreServedMeanwhile() throws Exception {
        var begun = hypervisor.copyForEver();
        take();
        begun.await();
        var other = InstanceId.random();

        handler.handle(
                SomeCommands.launch(other, 1, SomeCommands.image(new byte[1], "raw", "http://127.0.0.1/"), List.of()));

        assertThat(reports).containsExactly(new CommandDone(HOST, other, 1, NOW, Power.RUNNING));
        handler.handle(new DestroyInstance(id, 3));
    }

    @Test
    void storeThatRefusesForGoodIsTold() throws Exception {
        try (var store = new PartStore()) {
            store.refuse(2, 100);
            take();
            eventually(SOON, () -> assertThat(reports).hasSize(1));

            handler.handle(new UploadSnapshot(id, 2, image, PART, store.urls(3)));

            eventually(SOON, () -> assertThat(reports).hasSize(2));
            assertThat(((CommandFailed) reports.getLast()).reason())
                    .isEqualTo("The image store did not take the copy of the disk.");
        }
    }

    @Test
    void newAgentKeepsWholeCopiesAndForgetsHalfOnes() throws Exception {
        var half = InstanceId.random();
        records.folders().createAnew(half);
        Files.writeString(records.snapshots().begin(half, image), "half");
        take();
        eventually(SOON, () -> assertThat(reports).hasSize(1));

        start();

        assertThat(records.snapshots().find(id, image)).isPresent();
        assertThat(records.folders().of(half)).isEmptyDirectory();
    }

    @Test
    void janitorForgetsCopiesThatNobodyAsksFor() {
        take();
        eventually(SOON, () -> assertThat(reports).hasSize(1));
        var removal = new Removal(hypervisor, lazy, records.folders());

        new Janitor(records, removal, Clock.systemUTC()).clean();
        assertThat(records.snapshots().find(id, image)).isPresent();
        new Janitor(records, removal, Clock.offset(Clock.systemUTC(), SnapshotFiles.KEPT.plusMinutes(1))).clean();

        assertNothingIsLeft();
    }

    private void take() {
        handler.handle(new SnapshotInstance(id, 2, image));
    }

    private void await(AgentReport report) {
        eventually(SOON, () -> assertThat(reports).contains(report));
    }

    private void assertNothingIsLeft() {
        assertThat(records.snapshots().find(id, image)).isEmpty();
        assertThat(records.folders().of(id).resolve("snapshot")).doesNotExist();
    }

    private void send(AgentReport report) {
        if (brokerAway) {
            throw new JMSRuntimeException("the broker is away");
        }
        reports.add(report);
    }
}
