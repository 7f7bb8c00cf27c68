package io.virga.cli.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.virga.cli.command.ListCommand;
import io.virga.cli.command.ShowCommand;
import io.virga.cli.failure.CliFailure;
import io.virga.cli.output.Cell;
import io.virga.cli.output.Column;
import io.virga.cli.output.Details;
import io.virga.cli.output.Listing;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `virga policy …`: who may do what, as each service says itself of the token it is asked with.
public final class PolicyCommands {

    private PolicyCommands() {}

    @Command(description = "List the rules of all services and whether they admit the token in use")
    public static final class ListAll extends ListCommand {
        @Option(names = "--service", paramLabel = "<type>", description = "Only the rules of this service (its type)")
        private String service;

        @Override
        protected Listing list() {
            var columns = List.of(
                    Column.of("Service", "service"),
                    Column.of("Rule", "rule"),
                    Column.of("Personas", rule -> words(rule.path("personas"))),
                    Column.of("Overridden", "overridden"),
                    Column.of("Admitted", "admitted"));
            return Listing.of(columns, Policies.of(cloud, service).rules());
        }
    }

    @Command(description = "Explain whom a rule admits, and why it admits or refuses the token in use")
    public static final class Explain extends ShowCommand {
        @Parameters(index = "0", paramLabel = "<rule>", description = "Rule, such as os_compute_api:servers:create")
        private String name;

        @Option(names = "--service", paramLabel = "<type>", description = "The service whose rule it is (its type)")
        private String service;

        @Override
        protected Details show() {
            var policies = Policies.of(cloud, service);
            var rule = policies.rules().stream()
                    .filter(each -> each.path("rule").asText().equals(name))
                    .findFirst()
                    .orElseThrow(() -> CliFailure.of("No service has a rule '" + name + "'.")
                            .advise("All rules: virga policy rule list"));
            var token = policies.token(rule);
            var details = new Details()
                    .with("rule", name)
                    .with("service", Cell.of(rule.path("service")))
                    .with("operations", lines(rule.path("operations")))
                    .with("personas", words(rule.path("personas")))
                    .with("overridden", Cell.of(rule.path("overridden")))
                    .with("token_scope", Cell.of(token.path("scope")))
                    .with("token_roles", words(token.path("roles")))
                    .with("token_personas", words(token.path("personas")))
                    .with("verdict", rule.path("admitted").asBoolean() ? "admitted" : "refused")
                    .with("why", Cell.of(rule.path("why")));
            if (rule.path("overridden").asBoolean()) {
                details.with("default", words(rule.path("default")));
            }
            return rule.path("change").isTextual() ? details.with("change", Cell.of(rule.path("change"))) : details;
        }
    }

    private static Cell words(JsonNode list) {
        return new Cell(list, joined(list, ", "));
    }

    private static Cell lines(JsonNode list) {
        return new Cell(list, joined(list, "\n"));
    }

    private static String joined(JsonNode list, String separator) {
        return list.valueStream().map(JsonNode::asText).collect(Collectors.joining(separator));
    }
}
