package io.virga.compute.instance;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.virga.compute.host.AgentSender;
import io.virga.contract.Addresses;
import io.virga.contract.agent.AgentReport.InstanceObserved;
import io.virga.contract.agent.HostReport;
import io.virga.contract.agent.HostReport.Seen;
import io.virga.contract.agent.Power;
import io.virga.messaging.Delivery;
import io.virga.messaging.Mailboxes;
import io.virga.model.InstanceId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Holds each heartbeat against what we believe: reports that got lost, machines that stopped by themselves, instances
/// that vanished, and ones that should be gone and are not.
@ApplicationScoped
class LostInstances {

    /// A single heartbeat that lacks an instance may have been taken in an unlucky moment.
    private static final Duration MISSING_FOR = Duration.ofSeconds(10);

    private final Instances instances;
    private final Observations observations;
    private final Mailboxes mailboxes;
    private final Clock clock;
    private final Map<InstanceId, Instant> missingSince = new ConcurrentHashMap<>();
    private final Map<InstanceId, Instant> reportedAt = new ConcurrentHashMap<>();

    LostInstances(Instances instances, Observations observations, Mailboxes mailboxes, Clock clock) {
        this.instances = instances;
        this.observations = observations;
        this.mailboxes = mailboxes;
        this.clock = clock;
    }

    void onStart(@Observes StartupEvent event) {
        mailboxes.topic(Addresses.HOST_HEARTBEATS, HostReport.class, this::receive);
    }

    void receive(Delivery<HostReport> heartbeat) {
        var report = heartbeat.message();
        if (AgentSender.speaksFor(heartbeat.sender(), report.host())) {
            QuarkusTransaction.requiringNew().call(() -> news(report)).forEach(observations::take);
        }
    }

    private List<InstanceObserved> news(HostReport report) {
        var ids = report.instances().stream().map(Seen::instance).collect(Collectors.toSet());
        var known = ids.isEmpty()
                ? Map.<InstanceId, Instance>of()
                : instances.all(ids).stream().collect(Collectors.toMap(Instance::id, Function.identity()));
        var news = new ArrayList<InstanceObserved>();
        for (var seen : report.instances()) {
            var instance = known.get(seen.instance());
            missingSince.remove(seen.instance());
            if (instance != null && saysSomethingNew(instance, report, seen)) {
                news.add(observed(report, seen));
            }
        }
        news.addAll(missing(report, ids));
        return news;
    }

    private boolean saysSomethingNew(Instance instance, HostReport report, Seen seen) {
        if (!instance.host().filter(report.host()::equals).isPresent()) {
            return !instance.traces().contains(report.host()) && notLately(seen.instance());
        }
        return seen.power() != instance.power()
                || (seen.generation() >= instance.generation() && instance.powerGeneration() < instance.generation());
    }

    // One DestroyInstance at a time is enough for what should not be there.
    private boolean notLately(InstanceId id) {
        var now = clock.instant();
        var last = reportedAt.put(id, now);
        reportedAt.values().removeIf(at -> at.isBefore(now.minus(Duration.ofMinutes(5))));
        if (last != null && last.isAfter(now.minus(MISSING_FOR))) {
            reportedAt.put(id, last);
            return false;
        }
        return true;
    }

    private static InstanceObserved observed(HostReport report, Seen seen) {
        return new InstanceObserved(
                report.host(), seen.instance(), seen.generation(), report.observedAt(), seen.power());
    }

    private List<InstanceObserved> missing(HostReport report, Set<InstanceId> seen) {
        var now = clock.instant();
        return instances.settledOn(report.host()).stream()
                .filter(instance -> !seen.contains(instance.id()))
                .filter(instance ->
                        missingSince.computeIfAbsent(instance.id(), _ -> now).isBefore(now.minus(MISSING_FOR)))
                .peek(instance -> missingSince.remove(instance.id()))
                .map(instance -> observed(report, new Seen(instance.id(), instance.generation(), Power.ABSENT)))
                .toList();
    }
}
