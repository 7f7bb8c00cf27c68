package io.virga.agent.hypervisor;

import static io.virga.agent.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.virga.agent.host.Tool;
import io.virga.contract.agent.Power;
import io.virga.model.InstanceId;
import io.virga.model.ProjectId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What every hypervisor promises.
public abstract class HypervisorContract {

    protected final InstanceId id = InstanceId.random();

    protected abstract Hypervisor hypervisor();

    /// A blueprint that this hypervisor can start.
    protected abstract Blueprint blueprint(InstanceId id, long generation);

    /// A qcow2 on the same content as the blueprint's disk, in which nothing is written, if it moves disks.
    protected abstract Optional<Path> successor();

    /// A folder that it can write copies of disks to, if it makes any.
    protected abstract Optional<Path> copies();

    protected static Blueprint blueprint(
            InstanceId id, long generation, List<Blueprint.Attachment> attachments, Path consoleLog) {
        var project = new ProjectId("0d1e2f3a4b5c46d78e9f0a1b2c3d4e5f");
        return new Blueprint(id, generation, project, "web <1> & 'co'", 1, 64, attachments, consoleLog);
    }

    @AfterEach
    void leaveNothing() {
        hypervisor().destroy(id);
    }

    @Test
    void launchedMachineRunsAndKnowsItsGeneration() {
        hypervisor().launch(blueprint(id, 7));

        assertThat(hypervisor().find(id)).contains(new Sighting(id, 7, Power.RUNNING));
        assertThat(hypervisor().inventory()).contains(new Sighting(id, 7, Power.RUNNING));
    }

    @Test
    void launchingTwiceIsLaunchingOnce() {
        hypervisor().launch(blueprint(id, 7));
        hypervisor().launch(blueprint(id, 7));

        assertThat(hypervisor().inventory())
                .filteredOn(seen -> seen.instance().equals(id))
                .hasSize(1);
    }

    @Test
    void powerIsCutAndComesBack() {
        hypervisor().launch(blueprint(id, 1));

        hypervisor().cutPower(id);
        assertThat(hypervisor().find(id)).contains(new Sighting(id, 1, Power.SHUT_DOWN));
        hypervisor().cutPower(id);

        hypervisor().start(id);
        hypervisor().start(id);
        assertThat(hypervisor().find(id)).contains(new Sighting(id, 1, Power.RUNNING));
    }

    @Test
    void generationIsRememberedWhetherRunningOrOff() {
        hypervisor().launch(blueprint(id, 1));
        hypervisor().remember(id, 2);
        hypervisor().cutPower(id);
        assertThat(hypervisor().find(id)).contains(new Sighting(id, 2, Power.SHUT_DOWN));

        hypervisor().remember(id, 3);
        hypervisor().start(id);
        assertThat(hypervisor().find(id)).contains(new Sighting(id, 3, Power.RUNNING));
    }

    @Test
    void destroyedMachineIsForgottenAndDestroyingAgainIsFine() {
        hypervisor().launch(blueprint(id, 1));

        hypervisor().destroy(id);
        hypervisor().destroy(id);

        assertThat(hypervisor().find(id)).isEmpty();
        assertThat(hypervisor().inventory()).noneMatch(seen -> seen.instance().equals(id));
    }

    @Test
    void whatIsOffCanBeDestroyed() {
        hypervisor().launch(blueprint(id, 1));
        hypervisor().cutPower(id);

        hypervisor().destroy(id);

        assertThat(hypervisor().find(id)).isEmpty();
    }

    @Test
    void nobodyCanStartWhatIsNotThere() {
        assertThatThrownBy(() -> hypervisor().start(id)).isInstanceOf(NoSuchMachine.class);
        assertThatThrownBy(() -> hypervisor().cutPower(id)).isInstanceOf(NoSuchMachine.class);
        assertThatThrownBy(() -> hypervisor().pressPowerButton(id)).isInstanceOf(NoSuchMachine.class);
        assertThatThrownBy(() -> hypervisor().remember(id, 1)).isInstanceOf(NoSuchMachine.class);
    }

    @Test
    void runningMachinesDiskIsCopiedIntoAFileThatStandsAlone() {
        assumeTrue(copies().isPresent(), "it copies no disks");
        hypervisor().launch(blueprint(id, 1));

        for (var round = 1; round <= 2; round++) {
            var copy = copies().get().resolve(id + "." + round);
            assertThat(hypervisor().copyRootDisk(id, copy)).isTrue();
            hypervisor().stopCopying(id);

            assertThat(tool("qemu-img", "info", "-f", "qcow2", "--output=json", copy.toString()))
                    .contains("\"virtual-size\": 1048576")
                    .doesNotContain("backing");
            assertThat(tool("qemu-img", "check", "-f", "qcow2", copy.toString()))
                    .contains("No errors were found");
        }
        assertThat(hypervisor().find(id)).contains(new Sighting(id, 1, Power.RUNNING));
    }

    @Test
    void diskOfAMachineThatIsOffIsNotCopied() {
        assumeTrue(copies().isPresent(), "it copies no disks");
        hypervisor().launch(blueprint(id, 1));
        hypervisor().cutPower(id);

        var copy = copies().get().resolve(id + ".off");
        assertThat(hypervisor().copyRootDisk(id, copy)).isFalse();

        assertThat(copy).doesNotExist();
        hypervisor().stopCopying(id);
        hypervisor().destroy(id);
        hypervisor().stopCopying(id);
        assertThatThrownBy(() -> hypervisor().copyRootDisk(id, copy)).isInstanceOf(NoSuchMachine.class);
    }

    @Test
    void runningMachineGoesOnInAnotherFile() {
        assumeTrue(successor().isPresent(), "it moves no disks");
        hypervisor().launch(blueprint(id, 1));
        var before = hypervisor().rootDisk(id);
        var successor = successor().get();

        hypervisor().moveRootDisk(id, successor);

        assertThat(hypervisor().rootDisk(id)).isEqualTo(successor).isNotEqualTo(before);
        assertThat(hypervisor().find(id)).contains(new Sighting(id, 1, Power.RUNNING));
        hypervisor().cutPower(id);
        assertThat(hypervisor().rootDisk(id)).isEqualTo(successor);
        hypervisor().start(id);
        hypervisor().resume(id);
        assertThat(hypervisor().find(id)).contains(new Sighting(id, 1, Power.RUNNING));
    }

    @Test
    void diskOfAMachineThatIsOffIsNotMoved() {
        assumeTrue(successor().isPresent(), "it moves no disks");
        hypervisor().launch(blueprint(id, 1));
        hypervisor().cutPower(id);
        var before = hypervisor().rootDisk(id);

        assertThatThrownBy(() -> hypervisor().moveRootDisk(id, successor().get()))
                .isInstanceOf(HypervisorFailure.class);

        assertThat(hypervisor().rootDisk(id)).isEqualTo(before);
        hypervisor().destroy(id);
        assertThatThrownBy(() -> hypervisor().rootDisk(id)).isInstanceOf(NoSuchMachine.class);
        assertThatThrownBy(() -> hypervisor().resume(id)).isInstanceOf(NoSuchMachine.class);
    }

    protected static String tool(String... command) {
        return Tool.run(Duration.ofSeconds(20), List.of(command));
    }

    @Test
    void changesAreHintedAt() {
        Set<InstanceId> changed = ConcurrentHashMap.newKeySet();
        hypervisor().onChange(changed::add);
        hypervisor().launch(blueprint(id, 1));
        changed.clear();

        hypervisor().cutPower(id);

        eventually(Duration.ofSeconds(5), () -> assertThat(changed).contains(id));
    }

    @Test
    void powerButtonOfAMachineThatIsOffDoesNothing() {
        hypervisor().launch(blueprint(id, 1));
        hypervisor().cutPower(id);

        hypervisor().pressPowerButton(id);

        assertThat(hypervisor().find(id)).contains(new Sighting(id, 1, Power.SHUT_DOWN));
    }

    @Test
    void hypervisorSaysWhatItIs() {
        assertThat(hypervisor().about().kind()).isNotBlank();
        assertThat(hypervisor().about().version()).isPositive();
    }
}
