package io.virga.cli.identity;

import com.fasterxml.jackson.databind.JsonNode;
import io.virga.cli.auth.Api;
import io.virga.cli.auth.Query;
import io.virga.cli.command.CloudCommand;
import io.virga.cli.command.ListCommand;
import io.virga.cli.command.ShowCommand;
import io.virga.cli.output.Cell;
import io.virga.cli.output.Column;
import io.virga.cli.output.Details;
import io.virga.cli.output.Listing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
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
                    .with("expires", token.body().path("expires_at").asText())
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
            var columns =
                    List.of(Column.of("Name", "name"), Column.of("Type", "type"), Column.of("Endpoints", service -> {
                        var endpoints = service.path("endpoints");
                        var text = endpoints
                                .valueStream()
                                .map(endpoint -> endpoint.path("region").asText() + "\n  "
                                        + endpoint.path("interface").asText() + ": "
                                        + endpoint.path("url").asText() + "\n")
                                .collect(Collectors.joining());
                        return new Cell(endpoints, text);
                    }));
            return Listing.of(columns, cloud.token().catalog());
        }
    }

    @Command(description = "List services")
    public static final class Services extends ListCommand {
        @Option(names = "--long", description = "List additional fields in output")
        private boolean detailed;

        @Override
        protected Listing list() {
            var columns = new ArrayList<>(
                    List.of(Column.of("ID", "id"), Column.of("Name", "name"), Column.of("Type", "type")));
            if (detailed) {
                columns.add(Column.of("Description", "description"));
                columns.add(Column.of("Enabled", "enabled"));
            }
            return Listing.of(columns, all(cloud.identity(), "services"));
        }
    }

    @Command(description = "List endpoints")
    public static final class Endpoints extends ListCommand {
        @Override
        protected Listing list() {
            var services = all(cloud.identity(), "services").stream()
                    .collect(Collectors.toMap(service -> service.path("id").asText(), service -> service));
            var columns = List.of(
                    Column.of("ID", "id"),
                    Column.of("Region", "region"),
                    Column.of("Service Name", endpoint -> ofService(endpoint, services, "name")),
                    Column.of("Service Type", endpoint -> ofService(endpoint, services, "type")),
                    Column.of("Enabled", "enabled"),
                    Column.of("Interface", "interface"),
                    Column.of("URL", "url"));
            return Listing.of(columns, all(cloud.identity(), "endpoints"));
        }

        private static Cell ofService(JsonNode endpoint, Map<String, JsonNode> services, String field) {
            var service = services.get(endpoint.path("service_id").asText());
            return Cell.of(service == null ? null : service.path(field));
        }
    }

    private static List<JsonNode> all(Api identity, String plural) {
        return identity.list("/" + plural, Query.none(), plural);
    }
}
