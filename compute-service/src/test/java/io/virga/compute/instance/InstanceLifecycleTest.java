package io.virga.compute.instance;

import static org.assertj.core.api.Assertions.assertThat;

import io.virga.compute.instance.InstanceLifecycle.Decision;
import io.virga.compute.instance.InstanceLifecycle.Intent;
import io.virga.compute.instance.InstanceState.Changing;
import io.virga.compute.instance.InstanceState.Settled;
import io.virga.compute.instance.InstanceState.Task;
import io.virga.compute.instance.InstanceState.VmState;
import io.virga.contract.agent.Power;
import io.virga.model.InstanceId;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class InstanceLifecycleTest {

    private static final Instant LATER = Instant.parse("2030-01-01T00:00:00Z");

    private static Stream<InstanceState> everyState() {
        var settled = Arrays.stream(VmState.values()).map(vm -> (InstanceState) new Settled(vm));
        var changing = Arrays.stream(VmState.values())
                .flatMap(vm -> Arrays.stream(Task.values()).map(task -> new Changing(vm, task, LATER)));
        return Stream.concat(settled, changing);
    }

    @ParameterizedTest(name = "{0} of an instance that is {1}: {2}")
    @CsvSource({
        "START, BUILDING, Refuse",
        "START, ACTIVE, Refuse",
        "START, STOPPED, Begin",
        "START, ERROR, Refuse",
        "START, DELETED, Refuse",
        "STOP, BUILDING, Refuse",
        "STOP, ACTIVE, Begin",
        "STOP, STOPPED, Refuse",
        "STOP, ERROR, Begin",
        "STOP, DELETED, Refuse",
        "REBOOT_SOFT, BUILDING, Refuse",
        "REBOOT_SOFT, ACTIVE, Begin",
        "REBOOT_SOFT, STOPPED, Refuse",
        "REBOOT_SOFT, ERROR, Refuse",
        "REBOOT_SOFT, DELETED, Refuse",
        "REBOOT_HARD, BUILDING, Refuse",
        "REBOOT_HARD, ACTIVE, Begin",
        "REBOOT_HARD, STOPPED, Begin",
        "REBOOT_HARD, ERROR, Begin",
        "REBOOT_HARD, DELETED, Refuse",
        "SNAPSHOT, BUILDING, Refuse",
        "SNAPSHOT, ACTIVE, Begin",
        "SNAPSHOT, STOPPED, Begin",
        "SNAPSHOT, ERROR, Refuse",
        "SNAPSHOT, DELETED, Refuse",
        "DELETE, BUILDING, Begin",
        "DELETE, ACTIVE, Begin",
        "DELETE, STOPPED, Begin",
        "DELETE, ERROR, Begin",
        "DELETE, DELETED, AlreadyDone",
    })
    void atRest(Intent intent, VmState vm, String decision) {
        assertThat(InstanceLifecycle.decide(new Settled(vm), intent).getClass().getSimpleName())
                .isEqualTo(decision);
    }

    @ParameterizedTest
    @EnumSource(Task.class)
    void duringATaskOnlyDeletingAndHardRebootsAreTaken(Task task) {
        var state = new Changing(VmState.ACTIVE, task, LATER);
        for (var intent : Intent.values()) {
            var decision = InstanceLifecycle.decide(state, intent);
            if (intent == Intent.DELETE && task == Task.DELETING
                    || intent == Intent.REBOOT_HARD && task == Task.REBOOTING_HARD) {
                assertThat(decision).as("%s during %s", intent, task).isEqualTo(new Decision.AlreadyDone());
            } else if (intent == Intent.DELETE) {
                assertThat(decision).isEqualTo(new Decision.Begin(Task.DELETING));
            } else if (intent == Intent.REBOOT_HARD && task == Task.REBOOTING) {
                assertThat(decision).isEqualTo(new Decision.Begin(Task.REBOOTING_HARD));
            } else {
                assertThat(decision).as("%s during %s", intent, task).isInstanceOf(Decision.Refuse.class);
            }
        }
    }

    @Test
    void refusalNamesTheInstanceAndWhatIsInTheWay() {
        var id = InstanceId.random();
        var state = new Changing(VmState.ACTIVE, Task.DELETING, LATER);

        assertThat(InstanceLifecycle.decide(state, Intent.STOP))
                .isInstanceOfSatisfying(
                        Decision.Refuse.class,
                        refusal -> assertThat(refusal.about(id))
                                .isEqualTo(
                                        "Cannot 'stop' instance %s while it is in task_state deleting".formatted(id)));
    }

    @ParameterizedTest
    @MethodSource("everyState")
    void noReportLeadsOutOfErrorDeletionOrAWorkflow(InstanceState state) {
        var closed = switch (state) {
            case Settled(var vm) -> vm == VmState.ERROR || vm == VmState.DELETED || vm == VmState.BUILDING;
            case Changing changing -> changing.task().isWorkflow();
        };
        for (var power : Power.values()) {
            for (var done : new boolean[] {true, false}) {
                var next = InstanceLifecycle.observe(state, power, done);
                if (closed) {
                    assertThat(next).as("%s seen %s", state, power).isSameAs(state);
                } else {
                    assertThat(next.vm()).isIn(VmState.ACTIVE, VmState.STOPPED, VmState.ERROR, state.vm());
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("everyState")
    void aCommandsEndEndsItsTask(InstanceState state) {
        if (state instanceof Changing changing && !changing.task().isWorkflow()) {
            for (var power : Power.values()) {
                assertThat(InstanceLifecycle.observe(state, power, true)).isInstanceOf(Settled.class);
                assertThat(InstanceLifecycle.failed(state, power)).isInstanceOf(Settled.class);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Power.class)
    void observingTwiceIsObservingOnce(Power power) {
        everyState().forEach(state -> {
            var once = InstanceLifecycle.observe(state, power, false);
            assertThat(InstanceLifecycle.observe(once, power, false)).isEqualTo(once);
        });
    }

    @ParameterizedTest
    @CsvSource({"RUNNING, ACTIVE", "SHUT_DOWN, STOPPED", "PAUSED, ACTIVE", "ABSENT, ERROR", "CRASHED, ERROR"})
    void aSnapshotLeavesTheInstanceAsItsMachineIs(Power power, VmState vm) {
        var state = new Changing(VmState.ACTIVE, Task.IMAGE_UPLOADING, LATER);

        assertThat(InstanceLifecycle.snapshotEnded(state, power)).isEqualTo(new Settled(vm));
    }

    @Test
    void instanceThatVanishesFromItsHostIsInErrorNotDeleted() {
        assertThat(InstanceLifecycle.observe(new Settled(VmState.ACTIVE), Power.ABSENT, false))
                .isEqualTo(new Settled(VmState.ERROR));
    }

    @Test
    void aTaskEndsWhenItsGoalIsSeen() {
        var stopping = new Changing(VmState.ACTIVE, Task.POWERING_OFF, LATER);

        assertThat(InstanceLifecycle.observe(stopping, Power.RUNNING, false)).isSameAs(stopping);
        assertThat(InstanceLifecycle.observe(stopping, Power.SHUT_DOWN, false)).isEqualTo(new Settled(VmState.STOPPED));
    }

    @ParameterizedTest
    @EnumSource(
            value = Task.class,
            names = {"REBOOTING", "REBOOTING_HARD"})
    void aRebootEndsOnlyWhenItsCommandSaysSo(Task reboot) {
        var rebooting = new Changing(VmState.ACTIVE, reboot, LATER);

        assertThat(InstanceLifecycle.observe(rebooting, Power.RUNNING, false)).isSameAs(rebooting);
        assertThat(InstanceLifecycle.observe(rebooting, Power.RUNNING, true)).isEqualTo(new Settled(VmState.ACTIVE));
    }
}
