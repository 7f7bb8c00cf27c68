package io.virga.compute.api;

import io.virga.model.CloudException.QuotaExceeded;
import io.virga.web.fault.Fault;
import io.virga.web.fault.FaultEnvelope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/// The compute API's error answers: one key that names the fault, holding its code and message.
@ApplicationScoped
class ComputeFaults implements FaultEnvelope {

    @Override
    public Response render(Fault fault) {
        var status = fault.cause() instanceof QuotaExceeded ? 403 : fault.status();
        var body = status == 401
                ? Map.of("error", Map.of("code", status, "title", "Unauthorized", "message", fault.message()))
                : Map.of(name(status), Map.of("code", status, "message", fault.message()));
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(body)
                .build();
    }

    private static String name(int status) {
        return switch (status) {
            case 400 -> "badRequest";
            case 403 -> "forbidden";
            case 404 -> "itemNotFound";
            case 405 -> "badMethod";
            case 409 -> "conflictingRequest";
            case 413, 429 -> "overLimit";
            case 415 -> "badMediaType";
            case 501 -> "notImplemented";
            case 503 -> "serviceUnavailable";
            default -> "computeFault";
        };
    }
}
