package io.virga.compute.instance;

import static io.virga.compute.instance.InstanceState.Task.DELETING;
import static io.virga.compute.instance.InstanceState.Task.IMAGE_SNAPSHOT_PENDING;
import static io.virga.compute.instance.InstanceState.Task.POWERING_OFF;
import static io.virga.compute.instance.InstanceState.Task.POWERING_ON;
import static io.virga.compute.instance.InstanceState.Task.REBOOTING;
import static io.virga.compute.instance.InstanceState.Task.REBOOTING_HARD;

import io.virga.compute.instance.InstanceState.Changing;
import io.virga.compute.instance.InstanceState.Settled;
import io.virga.compute.instance.InstanceState.Task;
import io.virga.compute.instance.InstanceState.VmState;
import io.virga.contract.agent.Power;
import io.virga.model.InstanceId;
import java.util.Locale;

/// The rules of the instance's life, and nothing else: no database, no clock, no messages.
final class InstanceLifecycle {

    enum Intent {
        START("start"),
        STOP("stop"),
        REBOOT_SOFT("reboot"),
        REBOOT_HARD("reboot"),
        SNAPSHOT("createImage"),
        DELETE("delete");

        /// As the API and its users call it.
        final String verb;

        Intent(String verb) {
            this.verb = verb;
        }
    }

    /// What to do about a request, given the state that the instance is in.
    sealed interface Decision {
        record Begin(Task task) implements Decision {}

        /// The instance is there already, or on its way: answer as if we had just done it.
        record AlreadyDone() implements Decision {}

        /// `obstacle` is what is in the way: `vm_state building`, `task_state deleting`.
        record Refuse(String verb, String obstacle) implements Decision {
            String about(InstanceId id) {
                return "Cannot '%s' instance %s while it is in %s".formatted(verb, id, obstacle);
            }
        }
    }

    private InstanceLifecycle() {}

    static Decision decide(InstanceState state, Intent intent) {
        return switch (intent) {
            case START -> decideStart(state);
            case STOP -> decideStop(state);
            case REBOOT_SOFT -> decideSoftReboot(state);
            case REBOOT_HARD -> decideHardReboot(state);
            case SNAPSHOT -> decideSnapshot(state);
            case DELETE -> decideDelete(state);
        };
    }

    // The API reference: what is there already, or on its way, is a conflict and not a success.
    private static Decision decideStart(InstanceState state) {
        return switch (state) {
            case Settled(var vm) when vm == VmState.STOPPED -> new Decision.Begin(POWERING_ON);
            case Settled _, Changing _ -> refuse(Intent.START, state);
        };
    }

    private static Decision decideStop(InstanceState state) {
        return switch (state) {
            case Settled(var vm) when vm == VmState.ACTIVE || vm == VmState.ERROR -> new Decision.Begin(POWERING_OFF);
            case Settled _, Changing _ -> refuse(Intent.STOP, state);
        };
    }

    private static Decision decideSoftReboot(InstanceState state) {
        return switch (state) {
            case Settled(var vm) when vm == VmState.ACTIVE -> new Decision.Begin(REBOOTING);
            case Settled _, Changing _ -> refuse(Intent.REBOOT_SOFT, state);
        };
    }

    // A hard reboot is the way out of a soft one that the guest ignores, and of an error.
    private static Decision decideHardReboot(InstanceState state) {
        return switch (state) {
            case Settled(var vm)
            when vm == VmState.ACTIVE || vm == VmState.STOPPED || vm == VmState.ERROR ->
                new Decision.Begin(REBOOTING_HARD);
            case Changing(var _, var task, var _) when task == REBOOTING -> new Decision.Begin(REBOOTING_HARD);
            case Changing(var _, var task, var _) when task == REBOOTING_HARD -> new Decision.AlreadyDone();
            case Settled _, Changing _ -> refuse(Intent.REBOOT_HARD, state);
        };
    }

    private static Decision decideSnapshot(InstanceState state) {
        return switch (state) {
            case Settled(var vm)
            when vm == VmState.ACTIVE || vm == VmState.STOPPED -> new Decision.Begin(IMAGE_SNAPSHOT_PENDING);
            case Settled _, Changing _ -> refuse(Intent.SNAPSHOT, state);
        };
    }

    // Deleting wins over whatever else is going on.
    private static Decision decideDelete(InstanceState state) {
        return switch (state) {
            case Settled(var vm) when vm == VmState.DELETED -> new Decision.AlreadyDone();
            case Changing(var _, var task, var _) when task == DELETING -> new Decision.AlreadyDone();
            case Settled _, Changing _ -> new Decision.Begin(DELETING);
        };
    }

    private static Decision refuse(Intent intent, InstanceState state) {
        var obstacle =
                state instanceof Changing(var _, var task, var _) ? "task_state " + task : "vm_state " + state.vm();
        return new Decision.Refuse(intent.verb, obstacle.toLowerCase(Locale.ROOT));
    }

    /// The state after the agent has seen `power`, by itself or at the end (`done`) of the command that the present
    /// task has sent. Returns `state` itself when nothing changes.
    static InstanceState observe(InstanceState state, Power power, boolean done) {
        return switch (state) {
            // Only a user's or an operator's intent leads out of these two; building is over when its workflow says so.
            case Settled(var vm) when vm == VmState.DELETED || vm == VmState.ERROR || vm == VmState.BUILDING -> state;
            case Settled settled -> rest(settled, power);
            case Changing(var _, var task, var _) when task.isWorkflow() -> state;
            case Changing(var _, var task, var _)
            when power == task.goal && (done || !task.endsOnlyByItsCommand()) -> rest(state, power);
            case Changing _ when power == Power.CRASHED || power == Power.ABSENT -> rest(state, power);
            case Changing _ when done -> rest(state, power);
            case Changing _ -> state;
        };
    }

    /// The state after the present task's command has failed, leaving the machine in `power`: the task is over, and
    /// the user finds what there is.
    static InstanceState failed(InstanceState state, Power power) {
        return switch (state) {
            case Settled _ -> observe(state, power, false);
            case Changing(var _, var task, var _) when task.isWorkflow() -> state;
            case Changing _ -> rest(state, power);
        };
    }

    /// The state that a boot ends in, given what the host has seen last.
    static InstanceState booted(Power power) {
        return new Settled(restingAt(power, VmState.ACTIVE));
    }

    /// The state after a snapshot, however it ended, given what the host has seen last: whatever happened to
    /// the machine meanwhile, it was not the snapshot's doing. One that was lost meanwhile stays lost.
    static InstanceState snapshotEnded(InstanceState state, Power power) {
        return state instanceof Settled ? state : rest(state, power);
    }

    private static InstanceState rest(InstanceState state, Power power) {
        var next = new Settled(restingAt(power, state.vm()));
        return next.equals(state) ? state : next;
    }

    private static VmState restingAt(Power power, VmState paused) {
        return switch (power) {
            case RUNNING -> VmState.ACTIVE;
            case PAUSED -> paused;
            case SHUT_DOWN -> VmState.STOPPED;
            // It vanished without having been deleted: that is a failure, not a deletion.
            case CRASHED, ABSENT -> VmState.ERROR;
        };
    }
}
