package io.virga.network.standard;

import io.virga.model.CloudException;
import io.virga.web.fault.Fault;
import io.virga.web.fault.FaultEnvelope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/// Neutron's error body: `{"NeutronError": {"type", "message", "detail"}}`. Programs read the type.
@ApplicationScoped
public class NeutronFaults implements FaultEnvelope {

    @Override
    public Response render(Fault fault) {
        var error = Map.of("type", type(fault), "message", fault.message(), "detail", "");
        return Response.status(fault.status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(Map.of("NeutronError", error))
                .build();
    }

    private static String type(Fault fault) {
        return switch (fault.cause()) {
            case null -> frameworkType(fault.status());
            case CloudException.Invalid _ -> "InvalidInput";
            case CloudException.Unauthenticated _ -> "HTTPUnauthorized";
            case CloudException.Forbidden _ -> "PolicyNotAuthorized";
            case CloudException.NotFound missing -> missing.kind() + "NotFound";
            case CloudException.Conflict conflict -> conflict.reason();
            case CloudException.QuotaExceeded _ -> "OverQuota";
            case CloudException.TooLarge _ -> "HTTPRequestEntityTooLarge";
            case CloudException.UnsupportedMedia _ -> "HTTPUnsupportedMediaType";
            case CloudException.UnsupportedVersion _ -> "HTTPNotAcceptable";
            case CloudException.TooManyRequests _ -> "HTTPTooManyRequests";
            case CloudException.NoCapacity _ -> "NoCapacity";
            case CloudException.Unavailable _ -> "ServiceUnavailable";
        };
    }

    private static String frameworkType(int status) {
        return switch (status) {
            case 404 -> "HTTPNotFound";
            case 405 -> "HTTPMethodNotAllowed";
            case 500 -> "HTTPInternalServerError";
            default -> "HTTPBadRequest";
        };
    }
}
