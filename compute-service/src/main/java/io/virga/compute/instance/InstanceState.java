package io.virga.compute.instance;

import io.virga.contract.agent.Power;
import java.time.Instant;

/// The state of an instance: at rest, or on its way.
///
/// An instance carries at most one task, and a task always has a deadline. Neither "two tasks at
/// once" nor "a task that nobody will ever time out" can be written down.
public sealed interface InstanceState {

    VmState vm();

    /// Nothing is going on; `vm` is what the user should find on the host.
    record Settled(VmState vm) implements InstanceState {}

    /// `task` is under way. `vm` stays what it was until the agent has reported the outcome.
    record Changing(VmState vm, Task task, Instant deadline) implements InstanceState {
        public boolean overdue(Instant now) {
            return now.isAfter(deadline);
        }
    }

    enum VmState {
        BUILDING,
        ACTIVE,
        STOPPED,
        ERROR,
        DELETED
    }

    enum Task {
        SCHEDULING(Power.RUNNING, Steps.BOOT),
        NETWORKING(Power.RUNNING, Steps.BOOT),
        SPAWNING(Power.RUNNING, Steps.BOOT),
        POWERING_ON(Power.RUNNING, Steps.COMMAND),
        POWERING_OFF(Power.SHUT_DOWN, Steps.COMMAND),
        REBOOTING(Power.RUNNING, Steps.COMMAND),
        REBOOTING_HARD(Power.RUNNING, Steps.COMMAND),
        IMAGE_SNAPSHOT_PENDING(Power.RUNNING, Steps.SNAPSHOT),
        IMAGE_SNAPSHOT(Power.RUNNING, Steps.SNAPSHOT),
        IMAGE_PENDING_UPLOAD(Power.RUNNING, Steps.SNAPSHOT),
        IMAGE_UPLOADING(Power.RUNNING, Steps.SNAPSHOT),
        DELETING(Power.ABSENT, Steps.DELETION);

        private enum Steps {
            COMMAND,
            BOOT,
            SNAPSHOT,
            DELETION
        }

        /// The report that completes this task, unless it is one of a workflow.
        final Power goal;

        private final Steps steps;

        Task(Power goal, Steps steps) {
            this.goal = goal;
            this.steps = steps;
        }

        /// One of several steps, carried through by a journaled workflow; reports wake it, and only it ends the task.
        public boolean isWorkflow() {
            return steps != Steps.COMMAND;
        }

        public boolean isBoot() {
            return steps == Steps.BOOT;
        }

        /// An image is being made of the root disk; the machine is left as it is.
        public boolean isSnapshot() {
            return steps == Steps.SNAPSHOT;
        }

        /// A machine that reboots was running before: seeing it run says nothing, only the command's end does.
        boolean endsOnlyByItsCommand() {
            return this == REBOOTING || this == REBOOTING_HARD;
        }
    }
}
