package io.virga.cli.auth;

import com.fasterxml.jackson.databind.JsonNode;
import io.virga.cli.failure.CliFailure;
import java.util.Optional;
import java.util.TreeSet;

/// An issued token: the text to send, and what the identity service says about it.
public record Token(String id, JsonNode body) {

    public String projectId() {
        return body.path("project").path("id").asText(null);
    }

    public String userId() {
        return body.path("user").path("id").asText(null);
    }

    public JsonNode catalog() {
        return body.path("catalog");
    }

    /// Whether the catalog has the service.
    public boolean offers(Service service) {
        return catalog()
                .valueStream()
                .anyMatch(entry -> service.types().contains(entry.path("type").asText()));
    }

    /// The service's address in the catalog, for an interface (`public`) and, when one is named, a region.
    String endpoint(Service service, String wantedInterface, Optional<String> region) {
        var regions = new TreeSet<String>();
        for (var type : service.types()) {
            for (var entry : catalog()) {
                if (!type.equals(entry.path("type").asText())) {
                    continue;
                }
                for (var endpoint : entry.path("endpoints")) {
                    var place = endpoint.path("region_id")
                            .asText(endpoint.path("region").asText());
                    regions.add(place);
                    if (wantedInterface.equals(endpoint.path("interface").asText())
                            && region.map(place::equals).orElse(true)) {
                        return endpoint.path("url").asText();
                    }
                }
            }
        }
        throw unserved(service, wantedInterface, region, regions);
    }

    private CliFailure unserved(
            Service service, String wantedInterface, Optional<String> region, TreeSet<String> regions) {
        if (catalog().isEmpty()) {
            return CliFailure.of("The token has no project, so it has no catalog of services either.")
                    .advise("Name a project: --os-project-name or OS_PROJECT_NAME.");
        }
        var where = region.map(name -> " in region '" + name + "'").orElse("");
        return CliFailure.of("The cloud offers no " + wantedInterface + " endpoint of type '"
                        + service.types().getFirst() + "'" + where + ".")
                .advise(
                        regions.isEmpty()
                                ? "See what there is: virga catalog list"
                                : "Regions that have the service: " + String.join(", ", regions)
                                        + ". Check OS_REGION_NAME and OS_INTERFACE.");
    }
}
