package io.virga.compute.instance;

import io.virga.compute.instance.InstanceState.VmState;
import io.virga.model.Caller;
import io.virga.model.CloudException.Conflict;
import io.virga.model.CloudException.Invalid;
import io.virga.model.CloudException.NotFound;
import io.virga.model.InstanceId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// The tags of instances: at most 50, each once. Each method is one transaction. As at Nova, they change while the
/// instance is active or stopped (else `Conflict`), and a lock does not keep them.
@ApplicationScoped
@Transactional
public class InstanceTags {

    private static final int MOST = 50;
    private static final Set<VmState> CHANGEABLE = Set.of(VmState.ACTIVE, VmState.STOPPED);

    private final Instances instances;

    InstanceTags(Instances instances) {
        this.instances = instances;
    }

    /// False when the instance has the tag already. `Invalid` when it has as many as it may have.
    public boolean add(Caller caller, InstanceId id, String tag) {
        var instance = changeable(caller, id, "update tag");
        if (instance.tags().contains(tag)) {
            return false;
        }
        if (instance.tags().size() >= MOST) {
            throw new Invalid("The number of tags exceeded the per-server limit %d".formatted(MOST));
        }
        var all = new TreeSet<>(instance.tags());
        all.add(tag);
        instance.tags(all);
        return true;
    }

    /// Answers with what the instance has now.
    public List<String> replace(Caller caller, InstanceId id, Collection<String> tags) {
        var instance = changeable(caller, id, "update tags");
        instance.tags(tags);
        return instance.tags();
    }

    public void remove(Caller caller, InstanceId id, String tag) {
        var instance = changeable(caller, id, "delete tag");
        var rest = new TreeSet<>(instance.tags());
        if (!rest.remove(tag)) {
            throw new NotFound("Tag", tag);
        }
        instance.tags(rest);
    }

    private Instance changeable(Caller caller, InstanceId id, String deed) {
        var instance = instances.getLocked(caller, id);
        var vm = instance.state().vm();
        if (!CHANGEABLE.contains(vm)) {
            throw new Conflict("Cannot '%s' instance %s while it is in vm_state %s"
                    .formatted(deed, id, vm.name().toLowerCase(Locale.ROOT)));
        }
        return instance;
    }
}
