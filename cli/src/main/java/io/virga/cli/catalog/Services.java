package io.virga.cli.catalog;

import io.virga.cli.auth.Query;
import io.virga.cli.command.CloudCommand;
import io.virga.cli.command.ListCommand;
import io.virga.cli.command.ShowCommand;
import io.virga.cli.identity.Kinds;
import io.virga.cli.identity.Options;
import io.virga.cli.output.Column;
import io.virga.cli.output.Details;
import io.virga.cli.output.Listing;
import io.virga.cli.resource.Body;
import io.virga.cli.resource.Finder;
import io.virga.cli.resource.Things;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `virga service …`; a service may be called by its type, too.
public final class Services {

    private Services() {}

    static final class Attributes {
        @Option(names = "--name", paramLabel = "<name>", description = "New service name")
        private String name;

        @Mixin
        private final Options.Described described = new Options.Described();

        @Mixin
        private final Options.Enabled enabled = new Options.Enabled();

        Body body() {
            return enabled.addTo(described.addTo(new Body())).with("name", name);
        }
    }

    @Command(description = "Create new service")
    public static final class Create extends ShowCommand {
        @Parameters(index = "0", paramLabel = "<type>", description = "New service type (compute, image, identity, …)")
        private String type;

        @Mixin
        private final Attributes attributes = new Attributes();

        @Override
        protected Details show() {
            return new Things(cloud, Kinds.SERVICE).created(attributes.body().with("type", type));
        }
    }

    @Command(description = "List services")
    public static final class ListAll extends ListCommand {
        @Option(names = "--long", description = "List additional fields in output")
        private boolean detailed;

        @Override
        protected Listing list() {
            var columns = Column.all("ID", "id", "Name", "name", "Type", "type");
            if (detailed) {
                columns.addAll(Column.all("Description", "description", "Enabled", "enabled"));
            }
            return Listing.of(columns, new Things(cloud, Kinds.SERVICE).all(Query.none()));
        }
    }

    @Command(description = "Set service properties")
    public static final class Change extends CloudCommand {
        @Parameters(index = "0", paramLabel = "<service>", description = "Service to modify (type, name or ID)")
        private String service;

        @Option(names = "--type", paramLabel = "<type>", description = "New service type")
        private String type;

        @Mixin
        private final Attributes attributes = new Attributes();

        @Override
        protected void run() {
            var id = new Finder(cloud).id(Kinds.SERVICE, service);
            new Things(cloud, Kinds.SERVICE).changed(id, attributes.body().with("type", type));
        }
    }
}
