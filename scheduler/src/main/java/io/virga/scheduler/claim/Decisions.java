package io.virga.scheduler.claim;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// Counts what was decided, for operators.
@ApplicationScoped
class Decisions {

    private final Counter placed;
    private final Counter notPlaced;
    private final Counter conflicts;

    Decisions(MeterRegistry registry) {
        placed = registry.counter("virga_scheduler_decisions", "outcome", "placed");
        notPlaced = registry.counter("virga_scheduler_decisions", "outcome", "not_placed");
        conflicts = registry.counter("virga_scheduler_conflicts");
    }

    // Operators see a zero before the first decision, rather than nothing.
    void onStart(@Observes StartupEvent event) {}

    void placed() {
        placed.increment();
    }

    void notPlaced() {
        notPlaced.increment();
    }

    /// A host was lost to another scheduler between the decision and the claim.
    void conflict() {
        conflicts.increment();
    }
}
