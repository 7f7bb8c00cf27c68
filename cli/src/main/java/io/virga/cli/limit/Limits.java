package io.virga.cli.limit;

import io.virga.cli.command.ListCommand;
import io.virga.cli.command.ShowCommand;
import io.virga.cli.identity.Directory;
import io.virga.cli.identity.Kinds;
import io.virga.cli.identity.Options;
import io.virga.cli.output.Column;
import io.virga.cli.output.Details;
import io.virga.cli.output.Listing;
import io.virga.cli.resource.Body;
import io.virga.cli.resource.Finder;
import io.virga.cli.resource.Kind;
import io.virga.cli.resource.Things;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `virga limit …`: what one project may use of a resource, where that is not the registered default.
public final class Limits {

    public static final Kind KIND = Kinds.identity("/limits", "limit", "limits").knownBy();

    private Limits() {}

    @Command(description = "Create a limit")
    public static final class Create extends ShowCommand {
        @Parameters(index = "0", paramLabel = "<resource-name>", description = "The name of the resource to limit")
        private String resource;

        @Option(
                names = "--project",
                required = true,
                paramLabel = "<project>",
                description = "Project to limit (name or ID)")
        private String project;

        @Option(
                names = "--service",
                required = true,
                paramLabel = "<service>",
                description = "Service that has the resource (type, name or ID)")
        private String service;

        @Option(names = "--region", paramLabel = "<region>", description = "Region in which the limit counts")
        private String region;

        @Option(
                names = "--resource-limit",
                required = true,
                paramLabel = "<resource-limit>",
                description = "How much the project may use")
        private Integer limit;

        @Mixin
        private final Options.Described described = new Options.Described();

        @Override
        protected Details show() {
            var directory = new Directory(cloud);
            var body = described
                    .addTo(new Body())
                    .with("project_id", directory.project(project, null))
                    .with("service_id", directory.service(service))
                    .with("resource_name", resource)
                    .with("resource_limit", limit)
                    .with("region_id", Batch.region(region));
            return Batch.created(cloud, KIND, body);
        }
    }

    @Command(description = "List limits")
    public static final class ListAll extends ListCommand {
        @Mixin
        private final Batch.Filter filter = new Batch.Filter();

        @Option(names = "--project", paramLabel = "<project>", description = "List limits of this project (name or ID)")
        private String project;

        @Override
        protected Listing list() {
            var columns = Column.all("ID", "id", "Project ID", "project_id", "Service ID", "service_id");
            columns.addAll(Column.all("Resource Name", "resource_name", "Resource Limit", "resource_limit"));
            columns.addAll(Column.all("Description", "description", "Region ID", "region_id"));
            var query = filter.query(cloud).and("project_id", new Directory(cloud).project(project, null));
            return Listing.of(columns, new Things(cloud, KIND).all(query));
        }
    }

    @Command(description = "Update information about a limit")
    public static final class Change extends ShowCommand {
        @Parameters(index = "0", paramLabel = "<limit-id>", description = "Limit to update (ID)")
        private String id;

        @Option(
                names = "--resource-limit",
                paramLabel = "<resource-limit>",
                description = "How much the project may use")
        private Integer limit;

        @Mixin
        private final Options.Described described = new Options.Described();

        @Override
        protected Details show() {
            var body = described.addTo(new Body()).with("resource_limit", limit);
            return new Things(cloud, KIND).changed(new Finder(cloud).id(KIND, id), body);
        }
    }
}
