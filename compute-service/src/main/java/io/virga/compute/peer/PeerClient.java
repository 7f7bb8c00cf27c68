package io.virga.compute.peer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import io.virga.model.CloudException.Conflict;
import io.virga.model.CloudException.Forbidden;
import io.virga.model.CloudException.Invalid;
import io.virga.model.CloudException.NotFound;
import io.virga.model.CloudException.QuotaExceeded;
import io.virga.model.CloudException.Unavailable;
import io.virga.web.token.ServiceToken;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.MDC;

/// Asks other services of ours, with our own service token and, where a user is meant, in that user's name.
///
/// It never retries but once with a new token: whoever calls knows whether to fail or to come back later. An answer
/// that we cannot help becomes the `CloudException` of its kind, with the peer's own words.
@ApplicationScoped
public class PeerClient {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ServiceToken token;
    private final ObjectMapper json;
    private final OpenTelemetry telemetry;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(3))
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    PeerClient(ServiceToken token, ObjectMapper json, OpenTelemetry telemetry) {
        this.token = token;
        this.json = json;
        this.telemetry = telemetry;
    }

    /// One request. `peer` is how the service is called in messages: `image service`.
    public record Call(String peer, String method, URI uri, Optional<JsonNode> body, Optional<Behalf> behalf) {
        public static Call get(String peer, URI uri, Optional<Behalf> behalf) {
            return new Call(peer, "GET", uri, Optional.empty(), behalf);
        }
    }

    /// The answer's body; a missing node when there is none.
    public JsonNode send(Call call) {
        var answer = attempt(call);
        if (answer.statusCode() == 401) {
            token.discard();
            answer = attempt(call);
        }
        return read(call, answer);
    }

    private HttpResponse<String> attempt(Call call) {
        try {
            return http.send(request(call), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new Unavailable(call.peer(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable(call.peer(), e);
        }
    }

    private HttpRequest request(Call call) {
        var publisher = call.body()
                .map(body -> BodyPublishers.ofString(body.toString()))
                .orElse(BodyPublishers.noBody());
        var request = HttpRequest.newBuilder(call.uri())
                .timeout(PATIENCE)
                .header("X-Auth-Token", token.get())
                .header("Accept", "application/json")
                .method(call.method(), publisher);
        call.body().ifPresent(_ -> request.header("Content-Type", "application/json"));
        call.behalf()
                .ifPresent(behalf -> request.header("X-On-Behalf-Of-Project", behalf.project())
                        .header("X-On-Behalf-Of-User", behalf.user())
                        .header("X-On-Behalf-Of-Roles", String.join(",", behalf.roles())));
        if (MDC.get("requestId") instanceof String requestId) {
            request.header("X-OpenStack-Request-ID", requestId);
        }
        telemetry
                .getPropagators()
                .getTextMapPropagator()
                .inject(Context.current(), request, (builder, key, value) -> builder.setHeader(key, value));
        return request.build();
    }

    private JsonNode read(Call call, HttpResponse<String> answer) {
        var status = answer.statusCode();
        if (status < 300) {
            return parse(call, answer.body());
        }
        throw switch (status) {
            case 413 -> new QuotaExceeded(reason(answer));
            case 400, 411, 415, 422 -> new Invalid(reason(answer));
            case 403 -> new Forbidden(reason(answer));
            case 404 -> new NotFound("Resource", call.uri().getPath());
            case 409 ->
                reason(answer).contains("uota") ? new QuotaExceeded(reason(answer)) : new Conflict(reason(answer));
            default ->
                new Unavailable(
                        call.peer(),
                        new IOException(
                                "%s %s: %d".formatted(call.method(), call.uri().getPath(), status)));
        };
    }

    private JsonNode parse(Call call, String body) {
        try {
            return body.isBlank() ? MissingNode.getInstance() : json.readTree(body);
        } catch (JsonProcessingException e) {
            throw new Unavailable(call.peer(), e);
        }
    }

    // Every envelope that our services use holds its text in a field called message.
    private String reason(HttpResponse<String> answer) {
        try {
            var message = json.readTree(answer.body()).findValue("message");
            return message == null ? "status " + answer.statusCode() : message.asText();
        } catch (JsonProcessingException _) {
            return "status " + answer.statusCode();
        }
    }
}
