package io.virga.cli.federation;

import io.virga.cli.auth.Query;
import io.virga.cli.command.CloudCommand;
import io.virga.cli.command.ListCommand;
import io.virga.cli.command.ShowCommand;
import io.virga.cli.identity.Kinds;
import io.virga.cli.output.Column;
import io.virga.cli.output.Details;
import io.virga.cli.output.Listing;
import io.virga.cli.resource.Body;
import io.virga.cli.resource.DeleteThings;
import io.virga.cli.resource.Finder;
import io.virga.cli.resource.Kind;
import io.virga.cli.resource.ShowThing;
import io.virga.cli.resource.Things;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `virga federation protocol …`: which mapping counts for a way of logging in at an identity provider.
public final class Protocols {

    private static final Kind KIND = Kinds.identity("/protocols", "protocol", "protocols")
            .knownBy()
            .labelled("federation protocol")
            .shownAs(protocol -> Details.plain(protocol).renamed("mapping_id", "mapping"));

    private Protocols() {}

    static final class Provider {
        @Option(
                names = "--identity-provider",
                required = true,
                paramLabel = "<identity-provider>",
                description = "Identity provider that supports the protocol")
        private String name;

        Kind protocols() {
            return KIND.under(IdentityProviders.KIND.at(name));
        }
    }

    @Command(description = "Create new federation protocol")
    public static final class Create extends ShowCommand {
        @Parameters(index = "0", paramLabel = "<name>", description = "New federation protocol name")
        private String name;

        @Option(names = "--mapping", required = true, paramLabel = "<mapping>", description = "Mapping to be used")
        private String mapping;

        @Mixin
        private final Provider provider = new Provider();

        @Override
        protected Details show() {
            return new Things(cloud, provider.protocols())
                    .created(name, new Body().with("mapping_id", mapping))
                    .with("identity_provider", provider.name);
        }
    }

    @Command(description = "Set federation protocol properties")
    public static final class Change extends CloudCommand {
        @Parameters(index = "0", paramLabel = "<name>", description = "Federation protocol to modify")
        private String name;

        @Option(names = "--mapping", paramLabel = "<mapping>", description = "Mapping to be used")
        private String mapping;

        @Mixin
        private final Provider provider = new Provider();

        @Override
        protected void run() {
            var body = new Body().with("mapping_id", mapping);
            new Things(cloud, provider.protocols()).changed(new Finder(cloud).id(KIND, name), body);
        }
    }

    @Command(description = "List federation protocols")
    public static final class ListAll extends ListCommand {
        @Mixin
        private final Provider provider = new Provider();

        @Override
        protected Listing list() {
            return Listing.of(
                    Column.all("id", "id", "mapping", "mapping_id"),
                    new Things(cloud, provider.protocols()).all(Query.none()));
        }
    }

    @Command(description = "Display federation protocol details")
    public static final class Show extends ShowThing {
        @Mixin
        private final Provider provider = new Provider();

        public Show() {
            super(KIND);
        }

        @Override
        protected Kind kind() {
            return provider.protocols();
        }
    }

    @Command(description = "Delete federation protocol(s)")
    public static final class Delete extends DeleteThings {
        @Mixin
        private final Provider provider = new Provider();

        public Delete() {
            super(KIND);
        }

        @Override
        protected Kind kind() {
            return provider.protocols();
        }
    }
}
