package io.virga.cli.delegation;

import io.virga.cli.command.CloudCommand;
import io.virga.cli.command.ShowCommand;
import io.virga.cli.identity.Kinds;
import io.virga.cli.identity.Options;
import io.virga.cli.output.Details;
import io.virga.cli.resource.Body;
import io.virga.cli.resource.Finder;
import io.virga.cli.resource.Kind;
import io.virga.cli.resource.Things;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `virga consumer …`: programs that may ask users for rights by OAuth 1.
public final class Consumers {

    public static final Kind KIND =
            Kinds.identity("/OS-OAUTH1/consumers", "consumer", "consumers").knownBy();

    private Consumers() {}

    @Command(description = "Create new consumer")
    public static final class Create extends ShowCommand {
        @Mixin
        private final Options.Described described = new Options.Described();

        @Override
        protected Details show() {
            return new Things(cloud, KIND).created(described.addTo(new Body()));
        }
    }

    @Command(description = "Set consumer properties")
    public static final class Change extends CloudCommand {
        @Parameters(index = "0", paramLabel = "<consumer>", description = "Consumer to modify")
        private String consumer;

        @Mixin
        private final Options.Described described = new Options.Described();

        @Override
        protected void run() {
            new Things(cloud, KIND).changed(new Finder(cloud).id(KIND, consumer), described.addTo(new Body()));
        }
    }
}
