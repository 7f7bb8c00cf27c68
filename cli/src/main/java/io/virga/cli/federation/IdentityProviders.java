package io.virga.cli.federation;

import io.virga.cli.auth.Query;
import io.virga.cli.command.ArgumentFile;
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
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `virga identity provider …`: where users of others log in.
public final class IdentityProviders {

    public static final Kind KIND = Kinds.identity(
                    "/OS-FEDERATION/identity_providers", "identity_provider", "identity_providers")
            .knownBy()
            .shownAs(provider -> Details.plain(provider).shown("remote_ids", Cell::of));

    private IdentityProviders() {}

    static final class Attributes {
        @Option(names = "--remote-id", paramLabel = "<remote-id>", description = "Remote ID (repeat for several)")
        private List<String> ids;

        @Option(names = "--remote-id-file", paramLabel = "<file-name>", description = "File with a remote ID per line")
        private Path file;

        @Option(
                names = "--authorization-ttl",
                paramLabel = "<minutes>",
                description = "How long groups that the provider told count without a new login")
        private Integer minutes;

        @Mixin
        private final Options.Described described = new Options.Described();

        @Mixin
        private final Options.Enabled enabled = new Options.Enabled();

        Body body() {
            Usage.atMostOne("--remote-id and --remote-id-file", ids, file);
            return enabled.addTo(described.addTo(new Body()))
                    .with("authorization_ttl", minutes)
                    .withTexts("remote_ids", file == null ? ids : ArgumentFile.lines(file));
        }
    }

    @Command(description = "Create new identity provider")
    public static final class Create extends ShowCommand {
        @Parameters(index = "0", paramLabel = "<name>", description = "New identity provider name (must be unique)")
        private String name;

        @Option(
                names = "--domain",
                paramLabel = "<domain>",
                description = "Domain of its users (name or ID); without it, one is made")
        private String domain;

        @Mixin
        private final Attributes attributes = new Attributes();

        @Override
        protected Details show() {
            // Other than everywhere else, the service's own default is a provider that is switched off.
            var body = attributes.enabled.orTrue(attributes.body());
            return new Things(cloud, KIND).created(name, body.with("domain_id", new Directory(cloud).domain(domain)));
        }
    }

    @Command(description = "List identity providers")
    public static final class ListAll extends ListCommand {
        @Option(names = "--id", paramLabel = "<id>", description = "The identity provider's ID")
        private String id;

        @Option(names = "--enabled", description = "List only identity providers that are enabled")
        private boolean enabled;

        @Override
        protected Listing list() {
            return Listing.of(
                    Column.all(
                            "ID", "id", "Enabled", "enabled", "Domain ID", "domain_id", "Description", "description"),
                    new Things(cloud, KIND).all(Query.of("id", id).and("enabled", enabled ? true : null)));
        }
    }

    @Command(description = "Set identity provider properties")
    public static final class Change extends CloudCommand {
        @Parameters(index = "0", paramLabel = "<identity-provider>", description = "Identity provider to modify")
        private String provider;

        @Mixin
        private final Attributes attributes = new Attributes();

        @Override
        protected void run() {
            new Things(cloud, KIND).changed(new Finder(cloud).id(KIND, provider), attributes.body());
        }
    }
}
