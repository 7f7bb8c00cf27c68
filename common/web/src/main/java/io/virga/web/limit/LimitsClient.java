package io.virga.web.limit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.virga.model.CloudException.Unavailable;
import io.virga.web.VirgaConfig;
import io.virga.web.token.PlainHttp;
import io.virga.web.token.ServiceToken;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Asks the identity service for limits, with this service's own token.
@ApplicationScoped
class LimitsClient {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final VirgaConfig config;
    private final ServiceToken token;
    private final PlainHttp http;
    private final ObjectMapper json = new ObjectMapper();

    LimitsClient(VirgaConfig config, ServiceToken token, PlainHttp http) {
        this.config = config;
        this.token = token;
        this.http = http;
    }

    /// The limits that are registered for the services with these ids.
    record Registered(Set<String> services, Map<String, Long> ceilings) {
        static final Registered NOTHING = new Registered(Set.of(), Map.of());
    }

    /// Throws `Unavailable` when there is no answer, as `of` does.
    Registered registered(String serviceType) {
        var services = new HashSet<String>();
        for (var service : get("/v3/auth/catalog").path("catalog")) {
            if (service.path("type").asText().equals(serviceType)) {
                services.add(service.path("id").asText());
            }
        }
        var all = get("/v3/registered_limits").path("registered_limits");
        return new Registered(services, ceilings(all, services, "default_limit"));
    }

    Map<String, Long> of(String project, Set<String> services) {
        var id = URLEncoder.encode(project, StandardCharsets.UTF_8);
        return ceilings(get("/v3/limits?project_id=" + id).path("limits"), services, "resource_limit");
    }

    // A limit of this region wins over one of no region, which is for all that have none.
    private Map<String, Long> ceilings(JsonNode limits, Set<String> services, String key) {
        var everywhere = new HashMap<String, Long>();
        var here = new HashMap<String, Long>();
        for (var limit : limits) {
            if (services.contains(limit.path("service_id").asText())) {
                var region = limit.path("region_id");
                var scope = region.isTextual() ? here : everywhere;
                if (!region.isTextual() || region.textValue().equals(config.region())) {
                    scope.put(
                            limit.path("resource_name").asText(),
                            limit.path(key).asLong());
                }
            }
        }
        everywhere.putAll(here);
        return Map.copyOf(everywhere);
    }

    private JsonNode get(String path) {
        try {
            var request = HttpRequest.newBuilder(
                            URI.create(config.identity().url().orElseThrow() + path))
                    .timeout(TIMEOUT)
                    .header("X-Auth-Token", token.get());
            var answer = http.client().send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() == 401) {
                token.discard();
            }
            if (answer.statusCode() != 200) {
                throw new IOException("%s: status %d".formatted(path, answer.statusCode()));
            }
            return json.readTree(answer.body());
        } catch (IOException e) {
            throw new Unavailable("identity service", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("identity service", e);
        }
    }
}
