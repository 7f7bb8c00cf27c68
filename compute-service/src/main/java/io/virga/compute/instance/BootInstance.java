package io.virga.compute.instance;

import io.virga.compute.ComputeConfig;
import io.virga.compute.instance.InstanceState.Changing;
import io.virga.compute.instance.InstanceState.Task;
import io.virga.compute.instance.InstanceState.VmState;
import io.virga.compute.operation.Failure;
import io.virga.compute.operation.Operation;
import io.virga.compute.operation.Procedure;
import io.virga.compute.operation.Workflow;
import io.virga.compute.operation.Workflow.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/// From an accepted request to a machine that runs with its network: a host, ports, the machine, packets that flow.
///
/// Whatever fails is undone in reverse, and another host is tried if that may help. At the end the instance is active,
/// or in error with a reason and nothing left behind.
@ApplicationScoped
class BootInstance implements Procedure {

    static final String KIND = "boot";

    private static final String WIRED = "wired";
    private static final Duration WIRING = Duration.ofSeconds(2);

    private final Instances instances;
    private final InstanceActions actions;
    private final Commands commands;
    private final ComputeConfig config;
    private final Clock clock;
    private final Workflow<Operation> workflow;

    BootInstance(
            BootSteps steps,
            BootPorts ports,
            Instances instances,
            InstanceActions actions,
            Commands commands,
            ComputeConfig config,
            Clock clock) {
        this.instances = instances;
        this.actions = actions;
        this.commands = commands;
        this.config = config;
        this.clock = clock;
        this.workflow = new Workflow<Operation>()
                .step("placed", steps::placed, steps::release)
                .step("ports", ports::give, ports::takeBack)
                .step("launch", steps::launch, steps::destroy)
                .step("running", steps::running, BootInstance::nothingToUndo)
                .step(WIRED, ports::wired, BootInstance::nothingToUndo);
    }

    private static void nothingToUndo(Operation boot) {
        // what it waited for comes from the steps before it
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Outcome advance(Operation boot, Workflow.Journal journal) {
        return workflow.run(boot, journal);
    }

    @Override
    public Duration patience(String step) {
        return step.equals(WIRED) ? WIRING : config.redriveAfter();
    }

    @Override
    public void finished(Operation boot) {
        instances.lock(boot.instance()).filter(BootInstance::booting).ifPresent(instance -> {
            instance.booted(InstanceLifecycle.booted(instance.power()), clock.instant());
            actions.end(instance, Optional.empty());
        });
    }

    @Override
    public boolean undone(Operation boot) {
        var found = instances.lock(boot.instance());
        if (found.isEmpty()) {
            return false;
        }
        var instance = found.get();
        var failure = boot.failure().orElse(new Failure("The instance could not be built.", "", false));
        if (booting(instance) && failure.retryElsewhere() && boot.attempt() < config.bootAttempts()) {
            again(instance, boot);
            return true;
        }
        if (booting(instance)) {
            instance.fail(faultOf(failure), clock.instant());
        }
        actions.end(instance, Optional.of(failure.reason()));
        return false;
    }

    private void again(Instance instance, Operation boot) {
        var now = clock.instant();
        boot.retry(now);
        instance.nextGeneration();
        instance.moveTo(new Changing(VmState.BUILDING, Task.SCHEDULING, now.plus(config.taskTimeout())), now);
        commands.place(instance, boot);
    }

    private Fault faultOf(Failure failure) {
        return Faults.of(failure.reason(), failure.detail(), clock.instant());
    }

    private static boolean booting(Instance instance) {
        return instance.state() instanceof Changing(var _, var task, var _) && task.isBoot();
    }
}
