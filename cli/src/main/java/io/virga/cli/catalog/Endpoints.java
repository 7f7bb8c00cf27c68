package io.virga.cli.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import io.virga.cli.auth.Query;
import io.virga.cli.command.CloudCommand;
import io.virga.cli.command.ListCommand;
import io.virga.cli.command.ShowCommand;
import io.virga.cli.command.Usage;
import io.virga.cli.identity.Directory;
import io.virga.cli.identity.Kinds;
import io.virga.cli.identity.Options;
import io.virga.cli.output.Cell;
import io.virga.cli.output.Column;
import io.virga.cli.output.Details;
import io.virga.cli.output.Listing;
import io.virga.cli.resource.Body;
import io.virga.cli.resource.Finder;
import io.virga.cli.resource.Kind;
import io.virga.cli.resource.Things;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `virga endpoint …`; `EndpointFilters` has the commands that tie endpoints to projects.
public final class Endpoints {

    public static final Kind KIND =
            Kinds.identity("/endpoints", "endpoint", "endpoints").knownBy();

    private Endpoints() {}

    private static String checked(String face) {
        return Usage.oneOf(face, "the interface", "admin", "internal", "public");
    }

    @Command(description = "Create new endpoint")
    public static final class Create extends ShowCommand {
        @Parameters(index = "0", paramLabel = "<service>", description = "Service of the endpoint (type, name or ID)")
        private String service;

        @Parameters(index = "1", paramLabel = "<interface>", description = "Interface: admin, public or internal")
        private String face;

        @Parameters(index = "2", paramLabel = "<url>", description = "New endpoint URL")
        private String url;

        @Option(names = "--region", paramLabel = "<region-id>", description = "New endpoint region ID")
        private String region;

        @Mixin
        private final Options.Enabled enabled = new Options.Enabled();

        @Override
        protected Details show() {
            var body = enabled.addTo(new Body())
                    .with("interface", checked(face))
                    .with("url", url)
                    .with("region_id", region);
            var of = new Finder(cloud).find(Kinds.SERVICE, service);
            return withService(new Things(cloud, KIND).created(body.with("service_id", of.path("id"))), of);
        }
    }

    @Command(description = "Display endpoint details")
    public static final class Show extends ShowCommand {
        @Parameters(index = "0", paramLabel = "<endpoint-id>", description = "Endpoint to display (ID only)")
        private String endpoint;

        @Override
        protected Details show() {
            var finder = new Finder(cloud);
            var found = finder.whole(KIND, endpoint, Query.none());
            var service = finder.find(Kinds.SERVICE, found.path("service_id").asText());
            return withService(KIND.view().apply(found), service);
        }
    }

    private static Details withService(Details details, JsonNode service) {
        return details.with("service_name", Cell.of(service.path("name")))
                .with("service_type", Cell.of(service.path("type")));
    }

    @Command(description = "Set endpoint properties")
    public static final class Change extends CloudCommand {
        @Parameters(index = "0", paramLabel = "<endpoint-id>", description = "Endpoint to modify (ID only)")
        private String endpoint;

        @Option(names = "--region", paramLabel = "<region-id>", description = "New endpoint region ID")
        private String region;

        @Option(
                names = "--interface",
                paramLabel = "<interface>",
                description = "New interface: admin, public or internal")
        private String face;

        @Option(names = "--url", paramLabel = "<url>", description = "New endpoint URL")
        private String url;

        @Option(names = "--service", paramLabel = "<service>", description = "New endpoint service (type, name or ID)")
        private String service;

        @Mixin
        private final Options.Enabled enabled = new Options.Enabled();

        @Override
        protected void run() {
            var body = enabled.addTo(new Body())
                    .with("interface", checked(face))
                    .with("url", url)
                    .with("region_id", region)
                    .with("service_id", new Directory(cloud).service(service));
            new Things(cloud, KIND).changed(new Finder(cloud).id(KIND, endpoint), body);
        }
    }

    @Command(description = "List endpoints")
    public static final class ListAll extends ListCommand {
        @Option(names = "--service", paramLabel = "<service>", description = "Filter by service (type, name or ID)")
        private String service;

        @Option(
                names = "--interface",
                paramLabel = "<interface>",
                description = "Filter by interface: admin, public or internal")
        private String face;

        @Option(names = "--region", paramLabel = "<region-id>", description = "Filter by region ID")
        private String region;

        @Option(
                names = "--endpoint",
                paramLabel = "<endpoint-id>",
                description = "List the projects that this endpoint is tied to")
        private String endpoint;

        @Mixin
        private final Options.OfProject project = new Options.OfProject();

        @Override
        protected Listing list() {
            Usage.atMostOne("--endpoint and --project", endpoint, project.given());
            var things = new Things(cloud, KIND);
            if (endpoint != null) {
                var tied = EndpointFilters.projectsOf(KIND.at(new Finder(cloud).id(KIND, endpoint)));
                return Listing.of(Column.all("ID", "id", "Name", "name"), new Things(cloud, tied).all(Query.none()));
            }
            if (project.given()) {
                things = new Things(cloud, KIND.under(EndpointFilters.of(Kinds.PROJECT.at(project.id(cloud)))));
            }
            var query = Query.of("service_id", new Directory(cloud).service(service))
                    .and("interface", checked(face))
                    .and("region_id", region);
            return Listing.of(columns(), things.all(query));
        }

        private List<Column> columns() {
            var services = new Things(cloud, Kinds.SERVICE)
                    .all(Query.none()).stream()
                            .collect(Collectors.toMap(
                                    service -> service.path("id").asText(), service -> service));
            return List.of(
                    Column.of("ID", "id"),
                    Column.of("Region", "region"),
                    Column.of("Service Name", item -> ofService(item, services, "name")),
                    Column.of("Service Type", item -> ofService(item, services, "type")),
                    Column.of("Enabled", "enabled"),
                    Column.of("Interface", "interface"),
                    Column.of("URL", "url"));
        }

        private static Cell ofService(JsonNode endpoint, Map<String, JsonNode> services, String field) {
            var service = services.get(endpoint.path("service_id").asText());
            return Cell.of(service == null ? null : service.path(field));
        }
    }
}
