package io.virga.compute.instance;

import io.virga.compute.host.Hosts;
import io.virga.compute.image.ImageClient;
import io.virga.compute.image.ImageClient.Bootable;
import io.virga.compute.instance.InstanceState.Task;
import io.virga.compute.operation.Failure;
import io.virga.compute.operation.Operation;
import io.virga.compute.operation.Workflow.Progress;
import io.virga.contract.agent.AgentCommand.LaunchInstance;
import io.virga.contract.agent.DeviceTags;
import io.virga.contract.agent.GuestConfig;
import io.virga.contract.agent.Machine;
import io.virga.model.CloudException.Conflict;
import io.virga.model.HostName;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;

/// The steps of a boot that a scheduler and a host take part in, and their undos. Each may be repeated.
@ApplicationScoped
class BootSteps {

    private final StepTransactions transactions;
    private final Commands commands;
    private final InstancePorts ports;
    private final ImageClient images;
    private final Hosts hosts;
    private final Clock clock;

    BootSteps(
            StepTransactions transactions,
            Commands commands,
            InstancePorts ports,
            ImageClient images,
            Hosts hosts,
            Clock clock) {
        this.transactions = transactions;
        this.commands = commands;
        this.ports = ports;
        this.images = images;
        this.hosts = hosts;
        this.clock = clock;
    }

    /// Waits for the scheduler's answer. The request left with the transaction that began the attempt.
    Progress placed(Operation boot) {
        return transactions.in(boot, (instance, same) -> {
            if (instance.host().isPresent()) {
                return Progress.DONE;
            }
            if (commands.unanswered(instance)) {
                commands.place(instance, same);
            }
            return Progress.WAITING;
        });
    }

    void release(Operation boot) {
        transactions.in(boot, (instance, same) -> {
            if (same.failure().filter(Failure::retryElsewhere).isPresent()) {
                instance.host().ifPresent(same::exclude);
            }
            instance.leaveHost();
            commands.release(instance);
            return Progress.DONE;
        });
    }

    /// The image service is asked on the user's behalf: what the project did not take when the server was asked
    /// for, or does not take any more, is not launched. Where only signed images are taken, nothing runs unproved.
    Progress launch(Operation boot) {
        var wanted = transactions.in(boot, instance -> {
            enter(instance, Task.SPAWNING);
            return instance.image();
        });
        var image = images.bootable(boot.behalf(), wanted);
        return transactions.in(boot, instance -> {
            var host = hostOf(instance);
            instance.mayBeOn(host);
            commands.send(instance, host, command(instance, image));
            return Progress.DONE;
        });
    }

    /// The host may have got the command however it ended; a newer generation makes it forget the instance.
    void destroy(Operation boot) {
        transactions.in(boot, instance -> {
            instance.host().filter(instance.traces()::contains).ifPresent(host -> {
                instance.nextGeneration();
                commands.destroy(instance, host);
            });
            return Progress.DONE;
        });
    }

    /// Waits for the host's report. A command that a host, although it is up, has left unanswered is sent again.
    Progress running(Operation boot) {
        var sendAgain = transactions.in(
                boot,
                instance -> instance.launchedAt().isEmpty()
                        && commands.unanswered(instance)
                        && hosts.isUp(hostOf(instance)));
        if (sendAgain) {
            launch(boot);
        }
        return transactions.in(boot, instance -> instance.launchedAt().isPresent() ? Progress.DONE : Progress.WAITING);
    }

    void enter(Instance instance, Task task) {
        instance.goOnWith(task, clock.instant());
    }

    private static HostName hostOf(Instance instance) {
        return instance.host()
                .orElseThrow(() -> new Conflict("Instance %s has lost its host".formatted(instance.id())));
    }

    // Ports stand in the order in which they were asked for.
    private DeviceTags tags(Instance instance) {
        var spec = instance.spec();
        var tagged = new TreeMap<String, String>();
        for (var port : ports.of(instance.id())) {
            var tag = spec.nics().get(port.position()).tag();
            if (tag != null) {
                tagged.put(port.portId().toString(), tag);
            }
        }
        return new DeviceTags(spec.rootTag(), tagged);
    }

    private LaunchInstance command(Instance instance, Bootable bootable) {
        var spec = instance.spec();
        var flavor = spec.flavor();
        return new LaunchInstance(
                instance.id(),
                instance.generation(),
                new Machine(instance.name(), flavor.vcpus(), flavor.ram(), flavor.disk()),
                bootable.image(),
                ports.of(instance.id()).stream().map(InstancePort::nic).toList(),
                new GuestConfig(
                        instance.project(),
                        spec.hostname(),
                        instance.zone().orElse("nova"),
                        instance.adminPassword(),
                        spec.keyName() == null ? Map.of() : Map.of(spec.keyName(), spec.publicKey()),
                        instance.metadata(),
                        spec.userData(),
                        tags(instance)),
                spec.lazyBoot() && !bootable.signedOnly());
    }
}
