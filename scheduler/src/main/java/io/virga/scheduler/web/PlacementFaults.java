package io.virga.scheduler.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.virga.web.RequestContext;
import io.virga.web.fault.Fault;
import io.virga.web.fault.FaultEnvelope;
import io.virga.web.version.CurrentMicroversion;
import io.virga.web.version.Microversion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/// The Placement API's error body. The `code` came with 1.23.
@ApplicationScoped
public class PlacementFaults implements FaultEnvelope {

    private static final String CODE = "placement.undefined_code";

    private record Errors(List<Error> errors) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Error(
            int status,
            String title,
            String detail,
            @JsonProperty("request_id") String requestId,
            String code) {}

    private final CurrentMicroversion version;
    private final RequestContext request;

    PlacementFaults(CurrentMicroversion version, RequestContext request) {
        this.version = version;
        this.request = request;
    }

    @Override
    public Response render(Fault fault) {
        var status = Response.Status.fromStatusCode(fault.status());
        var error = new Error(
                fault.status(),
                status == null ? "Error" : status.getReasonPhrase(),
                fault.message(),
                request.requestId(),
                showsCode(version.get()) ? CODE : null);
        return Response.status(fault.status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(new Errors(List.of(error)))
                .build();
    }

    // A request for a route that does not exist is refused before its version is read; the code does no harm then.
    private static boolean showsCode(Microversion version) {
        return version.major() == 0 || version.atLeast(1, 23);
    }
}
