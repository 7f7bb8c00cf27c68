package io.virga.agent.instance;

import io.virga.agent.hypervisor.Hypervisor;
import io.virga.agent.hypervisor.Sighting;
import io.virga.contract.agent.Power;
import io.virga.model.InstanceId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Notices when an instance's power changes without a command, and tells. The hypervisor's events make it quick, the
/// sweep makes it sure. What a command is working on is left to the command's own report.
public final class PowerWatch {

    private final Hypervisor hypervisor;
    private final BusyInstances busy;
    private final Reports reports;
    private final Map<InstanceId, Sighting> last = new ConcurrentHashMap<>();
    private volatile List<Sighting> seen = List.of();
    private volatile boolean answering;

    public PowerWatch(Hypervisor hypervisor, BusyInstances busy, Reports reports) {
        this.hypervisor = hypervisor;
        this.busy = busy;
        this.reports = reports;
    }

    /// Looks at one instance.
    public void look(InstanceId id) {
        if (busy.contains(id)) {
            return;
        }
        var found = hypervisor.find(id);
        if (found.isPresent()) {
            compare(found.get());
        } else if (last.get(id) instanceof Sighting before) {
            gone(before);
        }
    }

    /// Looks at all of them. Throws `HypervisorUnavailable`.
    public void sweep() {
        var now = inventory();
        var present = new HashSet<InstanceId>();
        for (var machine : now) {
            present.add(machine.instance());
            compare(machine);
        }
        for (var id : last.keySet()) {
            if (!present.contains(id)) {
                look(id);
            }
        }
    }

    /// What the last look has seen, which may be some seconds old when the hypervisor does not answer.
    public List<Sighting> seen() {
        return seen;
    }

    /// Whether the hypervisor answered the last time.
    public boolean answering() {
        return answering;
    }

    /// Looks again, for `seen`. Throws `HypervisorUnavailable`.
    public List<Sighting> inventory() {
        try {
            seen = hypervisor.inventory();
            answering = true;
            return seen;
        } catch (RuntimeException e) {
            answering = false;
            throw e;
        }
    }

    Reports reports() {
        return reports;
    }

    /// The power state was reported by other means.
    void told(Sighting machine) {
        if (machine.power() == Power.ABSENT) {
            last.remove(machine.instance());
        } else {
            last.put(machine.instance(), machine);
        }
    }

    Power last(InstanceId id) {
        var machine = last.get(id);
        return machine == null ? Power.ABSENT : machine.power();
    }

    private void compare(Sighting machine) {
        if (busy.contains(machine.instance()) || last(machine.instance()) == machine.power()) {
            return;
        }
        reports.observed(machine);
        last.put(machine.instance(), machine);
    }

    private void gone(Sighting machine) {
        reports.observed(machine.instance(), machine.generation(), Power.ABSENT);
        last.remove(machine.instance());
    }
}
