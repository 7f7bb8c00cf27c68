package io.virga.web.audit;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.Context;
import io.virga.model.CloudException.Unavailable;
import io.virga.web.fault.FaultMapper;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.ext.Provider;

/// Has a record made of every call that reaches our code, and holds the answer of a weighty one back until its
/// record is committed. When it cannot be, a success is not acknowledged: the client is told 503.
///
/// The last of the filters, so that it sees what the client will see.
@Provider
@Priority(AuditFilter.LAST)
public class AuditFilter implements ContainerResponseFilter {

    static final int LAST = 1;

    private final AuditEvents events;
    private final AuditLog log;
    private final ResourceInfo resource;
    private final CurrentVertxRequest http;
    private final FaultMapper faults;

    AuditFilter(AuditEvents events, AuditLog log, ResourceInfo resource, CurrentVertxRequest http, FaultMapper faults) {
        this.events = events;
        this.log = log;
        this.resource = resource;
        this.http = http;
        this.faults = faults;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (StrayCalls.alreadyRecorded(http.getCurrent())) {
            return;
        }
        var call = Call.of(request, response, resource);
        var event = events.of(call);
        // On the event loop nothing may wait, and nothing was done: no operation of ours runs there.
        if (!call.weighty() || Context.isOnEventLoopThread()) {
            log.note(event);
        } else if (!log.keep(event) && call.status() < 400) {
            refuse(response);
        }
    }

    private void refuse(ContainerResponseContext response) {
        var refusal = faults.toResponse(new Unavailable("audit log", null));
        response.setStatus(refusal.getStatus());
        response.setEntity(refusal.getEntity(), null, refusal.getMediaType());
    }
}
