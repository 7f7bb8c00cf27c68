package io.virga.cli.limit;

import io.virga.cli.auth.Cloud;
import io.virga.cli.command.ListCommand;
import io.virga.cli.command.ShowCommand;
import io.virga.cli.command.Usage;
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

/// `virga registered limit …`: what every project may use of a resource, unless it has a limit of its own.
public final class RegisteredLimits {

    public static final Kind KIND = Kinds.identity("/registered_limits", "registered_limit", "registered_limits")
            .knownBy();

    private RegisteredLimits() {}

    static final class Attributes {
        @Option(
                names = "--service",
                paramLabel = "<service>",
                description = "Service that has the resource (type, name or ID)")
        private String service;

        @Option(names = "--region", paramLabel = "<region>", description = "Region in which the limit counts")
        private String region;

        @Option(names = "--default-limit", paramLabel = "<default-limit>", description = "How much a project may use")
        private Integer limit;

        @Mixin
        private final Options.Described described = new Options.Described();

        Body body(Cloud cloud) {
            return described
                    .addTo(new Body())
                    .with("service_id", new Directory(cloud).service(service))
                    .with("default_limit", limit)
                    .with("region_id", Batch.region(region));
        }
    }

    @Command(description = "Create a registered limit")
    public static final class Create extends ShowCommand {
        @Parameters(index = "0", paramLabel = "<resource-name>", description = "The name of the resource to limit")
        private String resource;

        @Mixin
        private final Attributes attributes = new Attributes();

        @Override
        protected Details show() {
            if (attributes.service == null || attributes.limit == null) {
                throw Usage.wrong("--service and --default-limit are needed");
            }
            return Batch.created(cloud, KIND, attributes.body(cloud).with("resource_name", resource));
        }
    }

    @Command(description = "List registered limits")
    public static final class ListAll extends ListCommand {
        @Mixin
        private final Batch.Filter filter = new Batch.Filter();

        @Override
        protected Listing list() {
            var columns = Column.all("ID", "id", "Service ID", "service_id", "Resource Name", "resource_name");
            columns.addAll(Column.all("Default Limit", "default_limit"));
            columns.addAll(Column.all("Description", "description", "Region ID", "region_id"));
            return Listing.of(columns, new Things(cloud, KIND).all(filter.query(cloud)));
        }
    }

    @Command(description = "Update information about a registered limit")
    public static final class Change extends ShowCommand {
        @Parameters(index = "0", paramLabel = "<registered-limit-id>", description = "Registered limit to update (ID)")
        private String id;

        @Option(names = "--resource-name", paramLabel = "<resource-name>", description = "New name of the resource")
        private String resource;

        @Mixin
        private final Attributes attributes = new Attributes();

        @Override
        protected Details show() {
            var body = attributes.body(cloud).with("resource_name", resource);
            return new Things(cloud, KIND).changed(new Finder(cloud).id(KIND, id), body);
        }
    }
}
