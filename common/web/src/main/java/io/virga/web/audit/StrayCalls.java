package io.virga.web.audit;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// Has a record made of the calls that never reach `AuditFilter`, because the server answers them by itself. Health,
/// metrics and the like, below `/q/`, have none.
@ApplicationScoped
class StrayCalls {

    private static final String RECORDED = StrayCalls.class.getName();
    private static final int EARLY = 10_000;

    private final AuditEvents events;
    private final AuditLog log;

    StrayCalls(AuditEvents events, AuditLog log) {
        this.events = events;
        this.log = log;
    }

    /// Whether somebody has recorded this call before; from now on it counts as recorded.
    static boolean alreadyRecorded(RoutingContext call) {
        var before = call.<Boolean>get(RECORDED) != null;
        call.put(RECORDED, true);
        return before;
    }

    void watch(@Observes Filters filters) {
        filters.register(
                call -> {
                    if (!call.request().path().startsWith("/q/")) {
                        call.addEndHandler(_ -> record(call));
                    }
                    call.next();
                },
                EARLY);
    }

    private void record(RoutingContext call) {
        if (!alreadyRecorded(call)) {
            log.note(events.stray(call));
        }
    }
}
