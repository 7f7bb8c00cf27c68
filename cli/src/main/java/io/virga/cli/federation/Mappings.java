package io.virga.cli.federation;

import io.virga.cli.command.ArgumentFile;
import io.virga.cli.command.CloudCommand;
import io.virga.cli.command.ShowCommand;
import io.virga.cli.identity.Kinds;
import io.virga.cli.output.Details;
import io.virga.cli.resource.Body;
import io.virga.cli.resource.Finder;
import io.virga.cli.resource.Kind;
import io.virga.cli.resource.Things;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `virga mapping …`: what an identity provider's word about a user is worth here.
public final class Mappings {

    public static final Kind KIND =
            Kinds.identity("/OS-FEDERATION/mappings", "mapping", "mappings").knownBy();

    private Mappings() {}

    static final class Rules {
        @Parameters(index = "0", paramLabel = "<name>", description = "Mapping (its name is unique)")
        private String name;

        @Option(
                names = "--rules",
                required = true,
                paramLabel = "<filename>",
                description = "File with the mapping rules, a JSON list")
        private Path rules;

        Body body() {
            return new Body().with("rules", ArgumentFile.json(rules));
        }
    }

    @Command(description = "Create new mapping")
    public static final class Create extends ShowCommand {
        @Mixin
        private final Rules rules = new Rules();

        @Override
        protected Details show() {
            return new Things(cloud, KIND).created(rules.name, rules.body());
        }
    }

    @Command(description = "Set mapping properties")
    public static final class Change extends CloudCommand {
        @Mixin
        private final Rules rules = new Rules();

        @Override
        protected void run() {
            new Things(cloud, KIND).changed(new Finder(cloud).id(KIND, rules.name), rules.body());
        }
    }
}
