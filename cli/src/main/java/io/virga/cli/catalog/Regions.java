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

/// `virga region …`
public final class Regions {

    private Regions() {}

    static final class Attributes {
        @Option(names = "--parent-region", paramLabel = "<region-id>", description = "Parent region ID")
        private String parent;

        @Mixin
        private final Options.Described described = new Options.Described();

        Body body() {
            return described.addTo(new Body()).with("parent_region_id", parent);
        }
    }

    @Command(description = "Create new region")
    public static final class Create extends ShowCommand {
        @Parameters(index = "0", paramLabel = "<region-id>", description = "New region ID")
        private String region;

        @Mixin
        private final Attributes attributes = new Attributes();

        @Override
        protected Details show() {
            return new Things(cloud, Kinds.REGION).created(attributes.body().with("id", region));
        }
    }

    @Command(description = "List regions")
    public static final class ListAll extends ListCommand {
        @Option(names = "--parent-region", paramLabel = "<region-id>", description = "Filter by parent region ID")
        private String parent;

        @Override
        protected Listing list() {
            return Listing.of(
                    Column.all("Region", "id", "Parent Region", "parent_region_id", "Description", "description"),
                    new Things(cloud, Kinds.REGION).all(Query.of("parent_region_id", parent)));
        }
    }

    @Command(description = "Set region properties")
    public static final class Change extends CloudCommand {
        @Parameters(index = "0", paramLabel = "<region-id>", description = "Region to modify")
        private String region;

        @Mixin
        private final Attributes attributes = new Attributes();

        @Override
        protected void run() {
            new Things(cloud, Kinds.REGION).changed(new Finder(cloud).id(Kinds.REGION, region), attributes.body());
        }
    }
}
