package io.virga.agent.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.virga.agent.SomeCommands;
import io.virga.agent.StoredImages;
import io.virga.agent.disk.Disks;
import io.virga.agent.disk.SimulatedDisks;
import io.virga.agent.host.Tool;
import io.virga.agent.hypervisor.HypervisorFailure;
import io.virga.agent.hypervisor.HypervisorUnavailable;
import io.virga.agent.hypervisor.Sighting;
import io.virga.agent.hypervisor.SimulatedHypervisor;
import io.virga.agent.instance.CommandHandler.Records;
import io.virga.contract.agent.AgentCommand.DestroyInstance;
import io.virga.contract.agent.AgentCommand.LaunchInstance;
import io.virga.contract.agent.AgentCommand.RebootInstance;
import io.virga.contract.agent.AgentCommand.StartInstance;
import io.virga.contract.agent.AgentCommand.StopInstance;
import io.virga.contract.agent.AgentReport;
import io.virga.contract.agent.AgentReport.CommandDone;
import io.virga.contract.agent.AgentReport.CommandFailed;
import io.virga.contract.agent.AgentReport.InstanceObserved;
import io.virga.contract.agent.Power;
import io.virga.model.HostName;
import io.virga.model.InstanceId;
import jakarta.jms.JMSRuntimeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandHandlerTest {

    private static final HostName HOST = new HostName("h1");
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @TempDir
    Path state;

    private final InstanceId id = InstanceId.random();
    private final List<AgentReport> reports = new ArrayList<>();
    private boolean brokerAway;
    private Records records;
    private BreakableHypervisor hypervisor;
    private PowerWatch watch;
    private LazyDisks lazy;
    private CommandHandler handler;

    @BeforeEach
    void wire() {
        records = Records.in(state);
        hypervisor = new BreakableHypervisor(new SimulatedHypervisor(state.resolve("simulated")));
        watch = new PowerWatch(hypervisor, records.busy(), new Reports(HOST, CLOCK, this::send));
        lazy = new LazyDisks(hypervisor, new StoredImages(state).served(), records, watch, StoredImages.QEMU, CLOCK);
        handler = handler(new BreakableDisks(""));
    }

    @Test
    void launchedInstanceRunsAndItsReportCarriesTheGeneration() {
        handler.handle(launch(3));

        assertThat(reports).containsExactly(new CommandDone(HOST, id, 3, NOW, Power.RUNNING));
        assertThat(hypervisor.find(id)).contains(new Sighting(id, 3, Power.RUNNING));
    }

    @Test
    void launchingAgainMakesNoNewDisk() throws IOException {
        handler.handle(launch(3));
        var work = Files.writeString(records.folders().of(id).resolve("disk.qcow2"), "the tenant's work");

        handler.handle(launch(3));

        assertThat(work).hasContent("the tenant's work");
        assertThat(reports).hasSize(2).allMatch(CommandDone.class::isInstance);
    }

    @ParameterizedTest(name = "a launch that fails at {0} leaves nothing")
    @ValueSource(strings = {"root", "configDrive"})
    void failedDiskLeavesNothing(String step) {
        handler(new BreakableDisks(step)).handle(launch(1));

        assertNothingIsLeft();
        assertThat(failure().retryElsewhere()).isTrue();
        assertThat(failure().power()).isEqualTo(Power.ABSENT);
    }

    @ParameterizedTest(name = "a machine that fails (defined already: {0}) leaves nothing")
    @ValueSource(booleans = {true, false})
    void failedMachineLeavesNothing(boolean defined) {
        hypervisor.breakAt("launch", 1, defined, () -> new HypervisorFailure("no such bridge /secret/path", null));

        handler.handle(launch(1));

        assertNothingIsLeft();
        assertThat(failure().reason()).isEqualTo("The hypervisor refused.");
        assertThat(failure().detail()).contains("no such bridge");
    }

    @ParameterizedTest(name = "launch survives a hypervisor that goes away (after it was defined: {0})")
    @ValueSource(booleans = {true, false})
    void launchWaitsForAHypervisorThatIsAway(boolean defined) {
        hypervisor.breakAt("launch", 1, defined, () -> new HypervisorUnavailable("gone", null));

        handler.handle(launch(1));

        assertThat(reports).containsExactly(new CommandDone(HOST, id, 1, NOW, Power.RUNNING));
    }

    @Test
    void diskIsKeptWhenNobodyKnowsWhetherTheMachineIsGone() {
        handler.handle(launch(1));
        hypervisor.breakAt("destroy", 100, false, () -> new HypervisorUnavailable("gone", null));

        handler.handle(new DestroyInstance(id, 2));

        assertThat(records.folders().of(id)).exists();
        assertThat(failure().reason()).isEqualTo("The hypervisor does not answer.");
    }

    @Test
    void stopAsksTheGuestAndStartBringsItBack() {
        handler.handle(launch(1));

        handler.handle(new StopInstance(id, 2, false, 5));
        handler.handle(new StartInstance(id, 3));

        assertThat(hypervisor.deeds()).containsSubsequence("launch", "press", "cut", "start");
        assertThat(reports)
                .endsWith(
                        new CommandDone(HOST, id, 2, NOW, Power.SHUT_DOWN),
                        new CommandDone(HOST, id, 3, NOW, Power.RUNNING));
    }

    @Test
    void forcedStopDoesNotAsk() {
        handler.handle(launch(1));

        handler.handle(new StopInstance(id, 2, true, 60));

        assertThat(hypervisor.deeds()).doesNotContain("press").contains("cut");
    }

    @ParameterizedTest(name = "hard {0}: presses {1}")
    @CsvSource({"true, 0", "false, 1"})
    void rebootedInstanceWasOffOnce(boolean hard, int presses) {
        handler.handle(launch(1));
        var reboot = new RebootInstance(id, 2, hard, 5);

        handler.handle(reboot);
        handler.handle(reboot);

        assertThat(hypervisor.deeds().stream().filter("press"::equals)).hasSize(presses);
        assertThat(hypervisor.deeds().stream().filter("cut"::equals)).hasSize(1);
        assertThat(reports).endsWith(new CommandDone(HOST, id, 2, NOW, Power.RUNNING));
    }

    @Test
    void olderCommandChangesNothingAndIsAnsweredWithWhatIs() {
        handler.handle(launch(1));
        handler.handle(new StartInstance(id, 5));

        handler.handle(new StopInstance(id, 4, true, 0));

        assertThat(reports).endsWith(new InstanceObserved(HOST, id, 5, NOW, Power.RUNNING));
    }

    @ParameterizedTest(name = "launch of generation {0}")
    @ValueSource(longs = {1, 2})
    void lateLaunchDoesNotBringADestroyedInstanceBack(long generation) {
        handler.handle(launch(1));
        handler.handle(new DestroyInstance(id, 2));

        handler.handle(launch(generation));

        assertNothingIsLeft();
    }

    @Test
    void newerLaunchDoes() {
        handler.handle(new DestroyInstance(id, 2));

        handler.handle(launch(3));
        new Janitor(records, new Removal(hypervisor, lazy, records.folders()), CLOCK).clean();

        assertThat(hypervisor.find(id)).contains(new Sighting(id, 3, Power.RUNNING));
        assertThat(records.folders().of(id)).exists();
    }

    @Test
    void destroyedInstanceIsGoneAndDestroyingAgainIsFine() {
        handler.handle(launch(1));

        handler.handle(new DestroyInstance(id, 2));
        handler.handle(new DestroyInstance(id, 2));

        assertNothingIsLeft();
        assertThat(reports).endsWith(new CommandDone(HOST, id, 2, NOW, Power.ABSENT));
    }

    @Test
    void instanceThatIsNotHereCannotBeStarted() {
        handler.handle(new StartInstance(id, 1));

        assertThat(failure().reason()).isEqualTo("The host has no such instance.");
        assertThat(failure().retryElsewhere()).isFalse();
    }

    @Test
    void commandWhoseReportCouldNotBeSentIsDeliveredAgain() {
        brokerAway = true;
        assertThatThrownBy(() -> handler.handle(launch(1))).isInstanceOf(JMSRuntimeException.class);

        brokerAway = false;
        handler.handle(launch(1));

        assertThat(reports).containsExactly(new CommandDone(HOST, id, 1, NOW, Power.RUNNING));
    }

    @Test
    void janitorRemovesWhatADestroyLeftAndNothingElse() {
        var kept = InstanceId.random();
        records.folders().createAnew(kept);
        records.folders().createAnew(id);
        records.tombstones().set(id, 2);

        new Janitor(records, new Removal(hypervisor, lazy, records.folders()), CLOCK).clean();

        assertThat(records.folders().all()).containsExactly(kept);
    }

    @Test
    void powerThatChangesByItselfIsToldOnce() {
        handler.handle(launch(1));
        watch.sweep();
        assertThat(reports).hasSize(1);

        hypervisor.cutPower(id);
        watch.look(id);
        watch.sweep();

        assertThat(reports).hasSize(2).endsWith(new InstanceObserved(HOST, id, 1, NOW, Power.SHUT_DOWN));
    }

    @Test
    void machineThatVanishesIsToldAbsent() {
        handler.handle(launch(1));
        hypervisor.destroy(id);

        watch.sweep();

        assertThat(reports).endsWith(new InstanceObserved(HOST, id, 1, NOW, Power.ABSENT));
    }

    private void assertNothingIsLeft() {
        assertThat(hypervisor.find(id)).isEmpty();
        assertThat(records.folders().of(id)).doesNotExist();
    }

    private CommandFailed failure() {
        return (CommandFailed) reports.getLast();
    }

    private void send(AgentReport report) {
        if (brokerAway) {
            throw new JMSRuntimeException("the broker is away");
        }
        reports.add(report);
    }

    private CommandHandler handler(Disks disks) {
        var powerOff = new PowerOff(hypervisor, Duration.ofSeconds(1));
        var patience = new CommandHandler.Patience(Duration.ofSeconds(2), Duration.ofMillis(1));
        return new CommandHandler(hypervisor, disks, lazy, records, powerOff, watch, patience);
    }

    private LaunchInstance launch(long generation) {
        var image = SomeCommands.image(new byte[1], "raw", "http://127.0.0.1/");
        return SomeCommands.launch(id, generation, image, List.of());
    }

    private record BreakableDisks(String broken) implements Disks {

        @Override
        public Root root(LaunchInstance command, Path folder) {
            var root = new SimulatedDisks().root(command, folder);
            step("root", folder, root.file());
            return root;
        }

        @Override
        public Path configDrive(LaunchInstance command, Path folder) {
            return step("configDrive", folder, new SimulatedDisks().configDrive(command, folder));
        }

        @Override
        public void flatten(Path root, Path copy) {
            new SimulatedDisks().flatten(root, copy);
        }

        private Path step(String name, Path folder, Path file) {
            try {
                Files.writeString(folder.resolve("half-made-" + name), "");
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            if (name.equals(broken)) {
                throw new Tool.Failed("no space left on device", null);
            }
            return file;
        }
    }
}
