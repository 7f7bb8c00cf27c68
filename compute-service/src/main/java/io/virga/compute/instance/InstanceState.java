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
        SCHEDULING(Power.RUNNING, Steps.WORKFLOW),
        NETWORKING(Power.RUNNING, Steps.WORKFLOW),
        SPAWNING(Power.RUNNING, Steps.WORKFLOW),
        POWERING_ON(Power.RUNNING, Steps.COMMAND),
        POWERING_OFF(Power.SHUT_DOWN, Steps.COMMAND),
        REBOOTING(Power.RUNNING, Steps.COMMAND),
        REBOOTING_HARD(Power.RUNNING, Steps.COMMAND),
        DELETING(Power.ABSENT, Steps.WORKFLOW);

        private enum Steps {
            COMMAND,
            WORKFLOW
        }

        /// The report that completes this task.
        final Power goal;

        private final Steps steps;

        Task(Power goal, Steps steps) {
            this.goal = goal;
            this.steps = steps;
        }

        /// One of several steps, carried through by a journaled workflow; reports wake it, and only it ends the task.
        public boolean isWorkflow() {
            return steps == Steps.WORKFLOW;
        }

        public boolean isBoot() {
            return isWorkflow() && this != DELETING;
        }

        /// A machine that reboots was running before: seeing it run says nothing, only the command's end does.
        boolean endsOnlyByItsCommand() {
            return this == REBOOTING || this == REBOOTING_HARD;
        }
    }
}
