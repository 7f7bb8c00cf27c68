package io.virga.compute.instance;

import io.virga.compute.ComputeConfig;
import io.virga.compute.host.Hosts;
import io.virga.compute.operation.Operation;
import io.virga.compute.operation.Procedure;
import io.virga.compute.operation.Workflow;
import io.virga.compute.operation.Workflow.Outcome;
import io.virga.compute.operation.Workflow.Progress;
import io.virga.compute.quota.Quotas;
import io.virga.compute.snapshot.Snapshots;
import io.virga.model.CloudException;
import io.virga.model.CloudException.Unavailable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/// Makes an instance go, wherever it was in its life: off its hosts, its ports, its claim, its share of the quota.
///
/// There is no way back and no failing: what does not work now is repeated until it does. The row counts as deleted
/// only when every host that was ever sent the instance has confirmed that nothing of it is left.
@ApplicationScoped
class DeleteInstance implements Procedure {

    static final String KIND = "delete";

    private final StepTransactions transactions;
    private final Instances instances;
    private final InstanceActions actions;
    private final Commands commands;
    private final Quotas quotas;
    private final Snapshots snapshots;
    private final Hosts hosts;
    private final ComputeConfig config;
    private final Clock clock;
    private final Workflow<Operation> workflow;

    DeleteInstance(
            StepTransactions transactions,
            BootPorts ports,
            Instances instances,
            InstanceActions actions,
            Commands commands,
            Quotas quotas,
            Snapshots snapshots,
            Hosts hosts,
            ComputeConfig config,
            Clock clock) {
        this.transactions = transactions;
        this.instances = instances;
        this.actions = actions;
        this.commands = commands;
        this.quotas = quotas;
        this.snapshots = snapshots;
        this.hosts = hosts;
        this.config = config;
        this.clock = clock;
        this.workflow = new Workflow<Operation>()
                .step("destroyed", this::destroyed, DeleteInstance::never)
                .step("ports", operation -> takeBack(ports, operation), DeleteInstance::never)
                .step("claim", this::release, DeleteInstance::never);
    }

    private static void never(Operation delete) {
        throw new IllegalStateException("a deletion is not undone");
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Outcome advance(Operation delete, Workflow.Journal journal) {
        return workflow.run(delete, journal);
    }

    @Override
    public Duration patience(String step) {
        return config.redriveAfter();
    }

    /// An image that was being made of it will not be, unless its data is all in the store. Waits for the
    /// hosts. One that is down gets its command from the broker when it comes back; one that is up and
    /// silent gets it again.
    private Progress destroyed(Operation delete) {
        return transactions.in(delete, instance -> {
            snapshots.underWay(instance.id()).ifPresent(snapshots::giveUp);
            if (commands.unanswered(instance)) {
                instance.traces().stream().filter(hosts::isUp).forEach(host -> commands.destroy(instance, host));
            }
            return instance.traces().isEmpty() ? Progress.DONE : Progress.WAITING;
        });
    }

    private static Progress takeBack(BootPorts ports, Operation delete) {
        try {
            ports.takeBack(delete);
            return Progress.DONE;
        } catch (CloudException refused) {
            throw new Unavailable("network service", refused);
        }
    }

    private Progress release(Operation delete) {
        return transactions.in(delete, instance -> {
            commands.release(instance);
            return Progress.DONE;
        });
    }

    @Override
    public void finished(Operation delete) {
        instances.lock(delete.instance()).ifPresent(instance -> {
            quotas.giveBack(instance.project(), InstanceService.share(instance.spec()));
            instance.terminated(clock.instant());
            actions.end(instance, Optional.empty());
        });
    }

    @Override
    public boolean undone(Operation delete) {
        throw new IllegalStateException("a deletion is not undone");
    }
}
