package io.virga.compute.instance;

import io.virga.compute.ComputeConfig;
import io.virga.compute.instance.InstanceLifecycle.Decision;
import io.virga.compute.instance.InstanceLifecycle.Intent;
import io.virga.compute.instance.InstanceState.Changing;
import io.virga.compute.instance.InstanceState.Settled;
import io.virga.compute.instance.InstanceState.Task;
import io.virga.compute.instance.InstanceState.VmState;
import io.virga.compute.operation.Operations;
import io.virga.compute.peer.Behalf;
import io.virga.compute.quota.Quotas;
import io.virga.compute.quota.Quotas.Share;
import io.virga.model.CloudException.Conflict;
import io.virga.model.InstanceId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.hibernate.Session;
import org.jboss.logging.Logger;

/// What users may ask of an instance's life.
///
/// Each method is one transaction: it moves the instance to its next state and leaves the message
/// that will make it true in the outbox. Nothing here waits for a hypervisor.
@ApplicationScoped
public class InstanceService {

    private static final Logger log = Logger.getLogger(InstanceService.class);

    private final Instances instances;
    private final InstanceActions actions;
    private final Operations operations;
    private final Commands commands;
    private final Quotas quotas;
    private final ComputeConfig config;
    private final Clock clock;
    private final Session session;

    InstanceService(
            Instances instances,
            InstanceActions actions,
            Operations operations,
            Commands commands,
            Quotas quotas,
            ComputeConfig config,
            Clock clock,
            Session session) {
        this.instances = instances;
        this.actions = actions;
        this.operations = operations;
        this.commands = commands;
        this.quotas = quotas;
        this.config = config;
        this.clock = clock;
        this.session = session;
    }

    /// Creates as many of `wanted`, which are all of one kind, as the quota allows, but at least `least`.
    @Transactional
    public List<Instance> create(Requester requester, List<NewInstance> wanted, int least) {
        var caller = requester.caller();
        var count = quotas.take(caller.project(), share(wanted.getFirst().spec()), least, wanted.size());
        return wanted.subList(0, count).stream()
                .map(each -> create(requester, each))
                .toList();
    }

    private Instance create(Requester requester, NewInstance wanted) {
        var caller = requester.caller();
        var now = clock.instant();
        var instance = new Instance(wanted, caller.project(), caller.user(), now, deadline(now));
        instances.add(instance);
        commands.place(instance, Set.of());
        session.flush(); // the journal's row refers to the instance's
        operations.begin(instance.id(), BootInstance.KIND, Behalf.of(caller), requester.requestId());
        actions.begin(instance, "create", requester);
        return instance;
    }

    @Transactional
    public void start(Requester requester, InstanceId id) {
        request(requester, id, Intent.START);
    }

    @Transactional
    public void stop(Requester requester, InstanceId id) {
        request(requester, id, Intent.STOP);
    }

    @Transactional
    public void reboot(Requester requester, InstanceId id, boolean hard) {
        request(requester, id, hard ? Intent.REBOOT_HARD : Intent.REBOOT_SOFT);
    }

    @Transactional
    public void delete(Requester requester, InstanceId id) {
        request(requester, id, Intent.DELETE);
    }

    private void request(Requester requester, InstanceId id, Intent intent) {
        var instance = instances.getLocked(requester.caller(), id);
        refuseIfLocked(requester, instance);
        switch (InstanceLifecycle.decide(instance.state(), intent)) {
            case Decision.Begin(var task) -> begin(requester, instance, intent, task);
            case Decision.AlreadyDone() -> log.debugf("%s: %s has nothing to do", id, intent);
            case Decision.Refuse refusal -> throw new Conflict(refusal.about(id));
        }
    }

    static void refuseIfLocked(Requester requester, Instance instance) {
        if (instance.locked() && !requester.caller().isAdmin()) {
            throw new Conflict("Instance %s is locked".formatted(instance.id()));
        }
    }

    private void begin(Requester requester, Instance instance, Intent intent, Task task) {
        if (task == Task.DELETING) {
            beginDeleting(requester, instance);
            return;
        }
        var host = instance.host()
                .orElseThrow(() -> new Conflict("Cannot '%s' instance %s: it is on no host. It can only be deleted."
                        .formatted(intent.verb, instance.id())));
        var now = clock.instant();
        instance.nextGeneration();
        instance.moveTo(new Changing(instance.state().vm(), task, deadline(now)), now);
        commands.forTask(instance, host, task);
        actions.begin(instance, intent.verb, requester);
    }

    private void beginDeleting(Requester requester, Instance instance) {
        var now = clock.instant();
        instance.nextGeneration();
        instance.moveTo(new Changing(instance.state().vm(), Task.DELETING, deadline(now)), now);
        instance.traces().forEach(host -> commands.destroy(instance, host));
        operations.begin(instance.id(), DeleteInstance.KIND, Behalf.of(requester.caller()), requester.requestId());
        actions.end(instance, Optional.of("The instance was deleted."));
        actions.begin(instance, "delete", requester);
    }

    /// For operators: the state is what they say, until the next thing is asked or seen.
    @Transactional
    public void resetState(Requester requester, InstanceId id, boolean active) {
        var instance = instances.getLocked(requester.caller(), id);
        if (instance.state() instanceof Changing(var _, var task, var _) && task.isWorkflow()) {
            throw new Conflict("Cannot reset the state of instance %s while it is in task_state %s"
                    .formatted(id, task.name().toLowerCase(Locale.ROOT)));
        }
        if (active && instance.host().isEmpty()) {
            throw new Conflict("Instance %s is on no host, so it cannot be active".formatted(id));
        }
        if (active) {
            instance.forgetFault();
        }
        instance.moveTo(new Settled(active ? VmState.ACTIVE : VmState.ERROR), clock.instant());
        actions.record(instance, "os-resetState", requester);
    }

    @Transactional
    public void lock(Requester requester, InstanceId id, boolean locked) {
        var instance = instances.getLocked(requester.caller(), id);
        instance.locked(locked);
        actions.record(instance, locked ? "lock" : "unlock", requester);
    }

    private Instant deadline(Instant now) {
        return now.plus(config.taskTimeout());
    }

    static Share share(InstanceSpec spec) {
        return new Share(1, spec.flavor().vcpus(), spec.flavor().ram());
    }
}
