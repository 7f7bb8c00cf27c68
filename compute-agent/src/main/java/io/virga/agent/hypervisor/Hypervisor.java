package io.virga.agent.hypervisor;

import io.virga.model.InstanceId;
import java.nio.file.Path;
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

    /// Copies the root disk of a machine that is on, as it is at one moment, into the new file `copy`: a
    /// qcow2 that stands alone. The guest goes on meanwhile, and its disk stays what it is however this
    /// ends. False, with nothing done, when the machine is off.
    ///
    /// Returns when the copy is whole. Interrupting the thread ends the waiting, `stopCopying` the copy.
    boolean copyRootDisk(InstanceId id, Path copy);

    /// Gives up a copy that may still be under way, of this agent or of one that is no more. Does nothing if there is
    /// none, or no machine.
    void stopCopying(InstanceId id);

    /// The file that holds the root disk.
    Path rootDisk(InstanceId id);

    /// Has the running machine go on, without noticing, in the file `successor`, which stands on the same content
    /// as its present disk, elsewhere; what the guest has written is copied. The old file is not needed any more
    /// when it returns, and untouched when it throws. Interrupting the thread gives it up.
    void moveRootDisk(InstanceId id, Path successor);

    /// Lets a machine run on that was paused. Does nothing if it is not.
    void resume(InstanceId id);

    Optional<Sighting> find(InstanceId id);

    /// All machines that are ours.
    List<Sighting> inventory();

    /// Calls `listener` soon after a machine may have changed its power state. Hints get lost; look yourself.
    void onChange(Consumer<InstanceId> listener);

    About about();
}
