package io.virga.cli.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.virga.cli.auth.Cloud;
import io.virga.cli.auth.Service;
import io.virga.cli.failure.CliFailure;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What the services of the catalog say of their rules, by the services' types.
record Policies(Map<String, JsonNode> answers) {

    /// Asks all services of the catalog, or the one of that type.
    static Policies of(Cloud cloud, String type) {
        var known = Arrays.asList(Service.values());
        var wanted = type == null
                ? known.stream()
                        .filter(service -> cloud.token().offers(service))
                        .toList()
                : known.stream()
                        .filter(service -> service.types().contains(type))
                        .toList();
        if (wanted.isEmpty()) {
            throw type == null
                    ? CliFailure.of("The token comes without a catalog: no service can be asked.")
                            .advise("Ask for a token with a scope: set a project, a domain or the system.")
                    : CliFailure.of("There is no service of the type '" + type + "'.")
                            .advise("Types: identity, compute, image, network, placement.");
        }
        Map<String, JsonNode> answers = new LinkedHashMap<>();
        wanted.forEach(service ->
                answers.put(service.types().getFirst(), cloud.api(service).atRoot("/policy")));
        return new Policies(answers);
    }

    /// All rules, each with its service's type.
    List<JsonNode> rules() {
        return answers.entrySet().stream()
                .flatMap(answer -> rules(answer.getKey(), answer.getValue()))
                .toList();
    }

    /// What the service to which the rule belongs says of the token.
    JsonNode token(JsonNode rule) {
        return answers.get(rule.path("service").asText()).path("token");
    }

    private static Stream<JsonNode> rules(String type, JsonNode answer) {
        return answer.path("rules").valueStream().map(rule -> ((ObjectNode) rule.deepCopy()).put("service", type));
    }
}
