package io.virga.compute.instance;

import io.virga.contract.scheduler.SchedulerReply.NotPlaced;
import io.virga.contract.scheduler.SchedulerReply.TurnedAway;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;

/// Words for what went wrong.
final class Faults {

    private Faults() {}

    static Fault of(String message, String details, Instant now) {
        return new Fault(
                500, message, details, now.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    /// "No valid host was found. Of 3 hosts: memory took away 2 (nearest miss …), availability zone took away 1."
    static String noValidHost(NotPlaced reply) {
        if (reply.hosts() == 0) {
            return "No valid host was found. There is no host at all.";
        }
        var rules = reply.turnedAway().stream()
                .filter(rule -> rule.hosts() > 0)
                .map(Faults::took)
                .collect(Collectors.joining(", "));
        return "No valid host was found. Of %d %s: %s."
                .formatted(reply.hosts(), reply.hosts() == 1 ? "host" : "hosts", rules);
    }

    private static String took(TurnedAway rule) {
        var miss = rule.nearestMiss() == null ? "" : " (nearest miss: %s)".formatted(rule.nearestMiss());
        return "%s took away %d%s".formatted(rule.rule(), rule.hosts(), miss);
    }
}
