package io.virga.cli.identity;

import io.virga.cli.auth.Query;
import io.virga.cli.command.CloudCommand;
import io.virga.cli.command.ListCommand;
import io.virga.cli.output.Column;
import io.virga.cli.output.Listing;
import io.virga.cli.resource.Body;
import io.virga.cli.resource.Finder;
import io.virga.cli.resource.Things;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `virga domain …`
public final class Domains {

    private Domains() {}

    static final class Attributes {
        @Mixin
        private final Options.Described described = new Options.Described();

        @Mixin
        private final Options.Enabled enabled = new Options.Enabled();

        @Mixin
        private final Options.Immutable immutable = new Options.Immutable();

        Body body() {
            return immutable.addTo(enabled.addTo(described.addTo(new Body())));
        }
    }

    @Command(description = "Create new domain")
    public static final class Create extends CreateNamed {
        @Mixin
        private final Attributes attributes = new Attributes();

        public Create() {
            super(Kinds.DOMAIN);
        }

        @Override
        Body attributes() {
            return attributes.body();
        }
    }

    @Command(description = "List domains")
    public static final class ListAll extends ListCommand {
        @Option(names = "--name", paramLabel = "<name>", description = "The domain name")
        private String name;

        @Option(names = "--enabled", description = "List only domains that are enabled")
        private boolean enabled;

        @Override
        protected Listing list() {
            var query = Query.of("name", name).and("enabled", enabled ? true : null);
            return Listing.of(
                    Column.all("ID", "id", "Name", "name", "Enabled", "enabled", "Description", "description"),
                    new Things(cloud, Kinds.DOMAIN).all(query));
        }
    }

    @Command(description = "Set domain properties")
    public static final class Change extends CloudCommand {
        @Parameters(index = "0", paramLabel = "<domain>", description = "Domain to modify (name or ID)")
        private String domain;

        @Option(names = "--name", paramLabel = "<name>", description = "New domain name")
        private String name;

        @Mixin
        private final Attributes attributes = new Attributes();

        @Override
        protected void run() {
            var body = attributes.body().with("name", name);
            new Things(cloud, Kinds.DOMAIN).changed(new Finder(cloud).id(Kinds.DOMAIN, domain), body);
        }
    }
}
