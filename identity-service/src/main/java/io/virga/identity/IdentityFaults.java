package io.virga.identity;

import io.virga.model.CloudException.NotFound;
import io.virga.web.fault.Fault;
import io.virga.web.fault.FaultEnvelope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.Locale;

/// Identity v3's error body. A 401 names the place to log in.
@ApplicationScoped
class IdentityFaults implements FaultEnvelope {

    private static final String NOT_FOUND_ENDING = " could not be found.";

    private final ApiLinks links;

    IdentityFaults(ApiLinks links) {
        this.links = links;
    }

    record Body(Error error) {}

    record Error(int code, String message, String title) {}

    @Override
    public Response render(Fault fault) {
        var status = Status.fromStatusCode(fault.status());
        var title = status == null ? "Error" : status.getReasonPhrase();
        var answer = Response.status(fault.status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(new Body(new Error(fault.status(), message(fault), title)));
        if (fault.status() == 401) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Keystone uri=\"" + links.url("/v3") + "\"");
        }
        return answer.build();
    }

    private static String message(Fault fault) {
        if (fault.cause() instanceof NotFound missing && fault.message().endsWith(NOT_FOUND_ENDING)) {
            var id = fault.message()
                    .substring(missing.kind().length() + 1, fault.message().length() - NOT_FOUND_ENDING.length());
            return "Could not find %s: %s.".formatted(missing.kind().toLowerCase(Locale.ROOT), id);
        }
        return fault.message();
    }
}
