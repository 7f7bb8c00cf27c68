package io.virga.cli.identity;

import com.fasterxml.jackson.databind.JsonNode;
import io.virga.cli.command.CloudCommand;
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
import picocli.CommandLine.Parameters;

/// Tokens, and the catalog of services that comes with one.
public final class TokenCommands {

    private TokenCommands() {}

    @Command(description = "Issue new token")
    public static final class Issue extends ShowCommand {
        @Override
        protected Details show() {
            var token = cloud.token();
            var details = new Details()
                    .with("expires", seconds(token.body().path("expires_at").asText()))
                    .with("id", token.id())
                    .with("user_id", token.userId());
            if (token.projectId() != null) {
                details.with("project_id", token.projectId());
            }
            if (token.body().has("domain")) {
                details.with("domain_id", token.body().path("domain").path("id").asText());
            }
            if (token.body().has("system")) {
                details.with("system", "all");
            }
            return details;
        }

        /// `openstack` leaves the fraction out and writes the zone as a number.
        private static String seconds(String time) {
            var end = time.indexOf('.') < 0 ? time.indexOf('Z') : time.indexOf('.');
            return end < 0 ? time : time.substring(0, end) + "+0000";
        }
    }

    @Command(description = "Revoke existing token")
    public static final class Revoke extends CloudCommand {
        @Parameters(index = "0", paramLabel = "<token>", description = "Token to be deleted")
        private String token;

        @Override
        protected void run() {
            cloud.identity().deleteToken(token);
        }
    }

    @Command(description = "List services in the service catalog")
    public static final class Catalog extends ListCommand {
        @Override
        protected Listing list() {
            var columns = List.of(
                    Column.of("Name", "name"),
                    Column.of("Type", "type"),
                    Column.of("Endpoints", service -> endpoints(service.path("endpoints"))));
            return Listing.of(columns, cloud.token().catalog());
        }
    }

    @Command(description = "Display service catalog details")
    public static final class ShowService extends ShowCommand {
        @Parameters(index = "0", paramLabel = "<service>", description = "Service to display (type or name)")
        private String service;

        @Override
        protected Details show() {
            for (var entry : cloud.token().catalog()) {
                if (service.equals(entry.path("type").asText())
                        || service.equals(entry.path("name").asText())) {
                    return Details.of(entry).shown("endpoints", TokenCommands::endpoints);
                }
            }
            throw CliFailure.of("The catalog has no service '" + service + "'.")
                    .advise("See what there is: virga catalog list");
        }
    }

    private static Cell endpoints(JsonNode endpoints) {
        var text = endpoints
                .valueStream()
                .map(endpoint -> endpoint.path("region_id")
                                .asText(endpoint.path("region").asText("<none>"))
                        + "\n  "
                        + endpoint.path("interface").asText() + ": "
                        + endpoint.path("url").asText() + "\n")
                .collect(Collectors.joining());
        return new Cell(endpoints, text);
    }
}
