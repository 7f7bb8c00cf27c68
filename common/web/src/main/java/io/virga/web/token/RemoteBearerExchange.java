package io.virga.web.token;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.DefaultBean;
import io.virga.model.CloudException.Forbidden;
import io.virga.model.CloudException.Unauthenticated;
import io.virga.model.CloudException.Unavailable;
import io.virga.web.VirgaConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Asks the identity service.
@ApplicationScoped
@DefaultBean
class RemoteBearerExchange implements BearerExchange {

    private final VirgaConfig config;
    private final PlainHttp http;
    private final ObjectMapper json = new ObjectMapper();

    RemoteBearerExchange(VirgaConfig config, PlainHttp http) {
        this.config = config;
        this.http = http;
    }

    @Override
    public String exchange(String accessToken, Optional<String> project) {
        var bearer = new HashMap<String, String>();
        bearer.put("access_token", accessToken);
        project.ifPresent(wanted -> bearer.put("project", wanted));
        try {
            var request = HttpRequest.newBuilder(
                            URI.create(config.identity().url().orElseThrow() + "/v3/auth/bearer"))
                    .timeout(Duration.ofSeconds(10))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(json.writeValueAsString(Map.of("bearer", bearer))));
            var answer = http.client().send(request.build(), BodyHandlers.ofString());
            return switch (answer.statusCode()) {
                case 201 -> answer.headers().firstValue("X-Subject-Token").orElseThrow();
                case 400, 401 -> throw new Unauthenticated();
                case 403 ->
                    throw new Forbidden(
                            json.readTree(answer.body()).at("/error/message").asText());
                default -> throw new IOException("status " + answer.statusCode());
            };
        } catch (IOException e) {
            throw new Unavailable("identity service", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("identity service", e);
        }
    }
}
