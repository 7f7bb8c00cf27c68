package io.virga.web.token;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.virga.model.CloudException.Unavailable;
import io.virga.web.VirgaConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/// The token with which this service asks the others. Kept until five minutes before it expires.
@ApplicationScoped
public class ServiceToken {

    private static final Duration MARGIN = Duration.ofMinutes(5);

    private record Issued(String token, Instant expiresAt) {}

    private final VirgaConfig config;
    private final PlainHttp http;
    private final Clock clock;
    private final ObjectMapper json = new ObjectMapper();
    private final ReentrantLock issuing = new ReentrantLock();
    private volatile Issued issued = new Issued("", Instant.EPOCH);

    ServiceToken(VirgaConfig config, PlainHttp http, Clock clock) {
        this.config = config;
        this.http = http;
        this.clock = clock;
    }

    /// Throws `Unavailable` when the identity service does not give one at the moment.
    public String get() {
        if (stale()) {
            issuing.lock();
            try {
                if (stale()) {
                    issued = issue();
                }
            } finally {
                issuing.unlock();
            }
        }
        return issued.token();
    }

    /// Makes the next `get` ask for a new one, after a service has refused this one.
    public void discard() {
        issued = new Issued("", Instant.EPOCH);
    }

    private boolean stale() {
        return clock.instant().isAfter(issued.expiresAt().minus(MARGIN));
    }

    private Issued issue() {
        try {
            var request = HttpRequest.newBuilder(
                            URI.create(config.identity().url().orElseThrow() + "/v3/auth/tokens"))
                    .timeout(Duration.ofSeconds(10))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(json.writeValueAsString(passwordRequest())));
            var answer = http.client().send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() != 201) {
                throw new IOException("no token for this service: status " + answer.statusCode());
            }
            return new Issued(
                    answer.headers().firstValue("X-Subject-Token").orElseThrow(),
                    Instant.parse(
                            json.readTree(answer.body()).at("/token/expires_at").asText()));
        } catch (IOException e) {
            throw new Unavailable("identity service", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("identity service", e);
        }
    }

    private Map<String, Object> passwordRequest() {
        var domain = Map.of("id", "default");
        var user = Map.of(
                "name", config.service().username().orElseThrow(),
                "password", config.service().password().orElseThrow(),
                "domain", domain);
        return Map.of(
                "auth",
                Map.of(
                        "identity", Map.of("methods", new String[] {"password"}, "password", Map.of("user", user)),
                        "scope", Map.of("project", Map.of("name", "service", "domain", domain))));
    }
}
