package io.virga.agent.hypervisor;

import io.virga.model.InstanceId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The few things that the agent needs of a hypervisor. Calls block, and may be repeated.
///
/// `LibvirtHypervisor` drives a real one; `SimulatedHypervisor` needs neither rights nor packages, and is production
/// code as well: both pass the same contract test. Every method throws `HypervisorUnavailable` when the hypervisor does
/// not answer; what was asked for may then have happened or not. Methods that take an instance throw `NoSuchMachine`
/// when there is none, unless they say otherwise.
public interface Hypervisor {

    /// Defines and starts the machine, or just starts it when it is defined already.
    void launch(Blueprint blueprint);

    /// Does nothing if it runs already.
    void start(InstanceId id);

    /// Asks the guest to shut down. It may take its time, or not obey. Does nothing if it is off.
    void pressPowerButton(InstanceId id);

    /// Does nothing if it is off.
    void cutPower(InstanceId id);

    /// Stops the machine and forgets it. Does nothing if there is none.
    void destroy(InstanceId id);

    /// Keeps the number of the last command with the machine itself, for `Sighting.generation`.
    void remember(InstanceId id, long generation);

    Optional<Sighting> find(InstanceId id);

    /// All machines that are ours.
    List<Sighting> inventory();

    /// Calls `listener` soon after a machine may have changed its power state. Hints get lost; look yourself.
    void onChange(Consumer<InstanceId> listener);

    About about();
}
