package io.virga.scheduler.claim;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.virga.contract.Addresses;
import io.virga.contract.scheduler.SchedulerReply;
import io.virga.contract.scheduler.SchedulerReply.NotPlaced;
import io.virga.contract.scheduler.SchedulerReply.Placed;
import io.virga.contract.scheduler.SchedulerRequest.PlaceInstance;
import io.virga.contract.scheduler.SchedulerRequest.ReleaseClaim;
import io.virga.messaging.outbox.Outbox;
import io.virga.model.CloudException.Unavailable;
import io.virga.scheduler.SchedulerConfig;
import io.virga.scheduler.claim.HostChoice.HostLost;
import io.virga.scheduler.placement.Amounts;
import io.virga.scheduler.placement.Demand;
import io.virga.scheduler.placement.Placement.Outcome.Fits;
import io.virga.scheduler.placement.Placement.Outcome.NoFit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Carries out what compute asks for.
///
/// Requests may be repeated and may arrive late; the generation in them says which of two is the newer will.
@ApplicationScoped
public class ClaimService {

    private static final int ATTEMPTS = 100;

    private final Claims claims;
    private final HostChoice choice;
    private final Outbox outbox;
    private final Decisions decisions;
    private final SchedulerConfig config;
    private final Clock clock;

    ClaimService(
            Claims claims, HostChoice choice, Outbox outbox, Decisions decisions, SchedulerConfig config, Clock clock) {
        this.claims = claims;
        this.choice = choice;
        this.outbox = outbox;
        this.decisions = decisions;
        this.config = config;
        this.clock = clock;
    }

    /// The claim and its answer are one transaction; where the chosen host is lost to another scheduler, that one is
    /// undone, which gives back every lock, and the decision is made anew in the next.
    public void place(PlaceInstance request) {
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                QuarkusTransaction.requiringNew().run(() -> attempt(request));
                return;
            } catch (HostLost e) {
                decisions.conflict();
            }
        }
        throw new Unavailable("scheduler", null);
    }

    private void attempt(PlaceInstance request) {
        var claim = claims.lock(request.instance(), clock.instant());
        if (claim.isPast(request.generation())) {
            return;
        }
        if (claim.generation() == request.generation() && claim.host().isPresent()) {
            reply(new Placed(
                    request.instance(), request.generation(), claim.host().get()));
            return;
        }
        claim.enter(request.generation());
        claim.letGo(clock.instant()); // a claim that moves must not stand in its own way
        reply(decide(request, claim));
    }

    private SchedulerReply decide(PlaceInstance request, Claim claim) {
        var demand = demandOf(request);
        return switch (choice.claim(demand)) {
            case Fits(var best) -> {
                var host = best.getFirst().name();
                claim.hold(host, request.project(), demand.amounts(), clock.instant());
                decisions.placed();
                yield new Placed(request.instance(), request.generation(), host);
            }
            case NoFit(var hosts, var turnedAway) -> {
                decisions.notPlaced();
                var reasons = turnedAway.stream()
                        .map(rule -> new SchedulerReply.TurnedAway(
                                rule.rule(), rule.hosts(), rule.nearestMiss().orElse(null)))
                        .toList();
                yield new NotPlaced(request.instance(), request.generation(), hosts, reasons);
            }
        };
    }

    private static Demand demandOf(PlaceInstance request) {
        var resources = request.resources();
        return new Demand(
                new Amounts(resources.vcpus(), resources.memoryMib(), resources.diskGib()),
                Optional.ofNullable(request.availabilityZone()),
                Optional.ofNullable(request.host()),
                Objects.requireNonNullElse(request.excluded(), Set.of()));
    }

    private void reply(SchedulerReply reply) {
        outbox.send(Addresses.COMPUTE_REPLIES, reply, reply.instance().toString());
    }

    @Transactional
    public void release(ReleaseClaim request) {
        var claim = claims.lock(request.instance(), clock.instant());
        if (claim.generation() <= request.generation()) {
            claim.release(request.generation(), clock.instant());
        }
    }

    /// Forgets releases that are so old that no request from before them can still be under way.
    @Transactional
    public int forgetOldReleases() {
        return claims.forget(clock.instant().minus(config.rememberReleases()));
    }
}
