package io.virga.compute.instance;

import io.quarkus.runtime.StartupEvent;
import io.virga.compute.host.Host;
import io.virga.compute.host.Hosts;
import io.virga.compute.instance.InstanceState.Changing;
import io.virga.compute.instance.InstanceState.Task;
import io.virga.compute.operation.Failure;
import io.virga.compute.operation.Operations;
import io.virga.contract.Addresses;
import io.virga.contract.scheduler.SchedulerReply;
import io.virga.contract.scheduler.SchedulerReply.NotPlaced;
import io.virga.contract.scheduler.SchedulerReply.Placed;
import io.virga.messaging.Delivery;
import io.virga.messaging.Mailboxes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;

/// Takes the schedulers' answers. One that is older than the present request is no answer to it.
@ApplicationScoped
class ScheduleReplies {

    private static final int READERS = 4;

    private final Instances instances;
    private final Operations operations;
    private final Hosts hosts;
    private final Mailboxes mailboxes;

    ScheduleReplies(Instances instances, Operations operations, Hosts hosts, Mailboxes mailboxes) {
        this.instances = instances;
        this.operations = operations;
        this.hosts = hosts;
        this.mailboxes = mailboxes;
    }

    void onStart(@Observes StartupEvent event) {
        mailboxes.queue(Addresses.COMPUTE_REPLIES, READERS, SchedulerReply.class, this::receive);
    }

    @Transactional
    void receive(Delivery<SchedulerReply> delivery) {
        var reply = delivery.message();
        instances
                .lock(reply.instance())
                .filter(instance -> instance.generation() == reply.generation())
                .filter(ScheduleReplies::waits)
                .ifPresent(instance -> take(instance, reply));
    }

    private static boolean waits(Instance instance) {
        return instance.host().isEmpty()
                && instance.state() instanceof Changing(var _, var task, var _)
                && task == Task.SCHEDULING;
    }

    private void take(Instance instance, SchedulerReply reply) {
        switch (reply) {
            case Placed placed -> {
                var zone = hosts.find(placed.host()).map(Host::availabilityZone).orElse("nova");
                instance.placeOn(placed.host(), zone);
                operations.wake(instance.id());
            }
            case NotPlaced refused -> operations.fail(instance.id(), new Failure(reason(instance, refused), "", false));
        }
    }

    // After hosts were tried in vain, what they said helps more than the table alone.
    private String reason(Instance instance, NotPlaced refused) {
        var tried = operations.lock(instance.id()).flatMap(boot -> boot.failure());
        return Faults.noValidHost(refused)
                + tried.map(failure -> " The last host that was tried said: " + failure.reason())
                        .orElse("");
    }
}
