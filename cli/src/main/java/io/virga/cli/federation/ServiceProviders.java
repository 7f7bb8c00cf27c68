package io.virga.cli.federation;

import io.virga.cli.command.CloudCommand;
import io.virga.cli.command.ShowCommand;
import io.virga.cli.command.Usage;
import io.virga.cli.identity.Kinds;
import io.virga.cli.identity.Options;
import io.virga.cli.output.Column;
import io.virga.cli.output.Details;
import io.virga.cli.resource.Body;
import io.virga.cli.resource.Finder;
import io.virga.cli.resource.Kind;
import io.virga.cli.resource.Things;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `virga service provider …`: other clouds that accept the users of this one.
public final class ServiceProviders {

    public static final Kind KIND = Kinds.identity(
                    "/OS-FEDERATION/service_providers", "service_provider", "service_providers")
            .knownBy();

    private ServiceProviders() {}

    public static List<Column> columns() {
        return Column.all("ID", "id", "Enabled", "enabled", "Description", "description", "Auth URL", "auth_url");
    }

    static final class Attributes {
        @Option(names = "--auth-url", paramLabel = "<auth-url>", description = "Where to log in at that cloud")
        private String authUrl;

        @Option(
                names = "--service-provider-url",
                paramLabel = "<sp-url>",
                description = "Where that cloud takes SAML assertions")
        private String url;

        @Mixin
        private final Options.Described described = new Options.Described();

        @Mixin
        private final Options.Enabled enabled = new Options.Enabled();

        Body body() {
            return enabled.addTo(described.addTo(new Body()))
                    .with("auth_url", authUrl)
                    .with("sp_url", url);
        }
    }

    @Command(description = "Create new service provider")
    public static final class Create extends ShowCommand {
        @Parameters(index = "0", paramLabel = "<name>", description = "New service provider name (must be unique)")
        private String name;

        @Mixin
        private final Attributes attributes = new Attributes();

        @Override
        protected Details show() {
            if (attributes.authUrl == null || attributes.url == null) {
                throw Usage.wrong("--auth-url and --service-provider-url are needed");
            }
            return new Things(cloud, KIND).created(name, attributes.enabled.orTrue(attributes.body()));
        }
    }

    @Command(description = "Set service provider properties")
    public static final class Change extends CloudCommand {
        @Parameters(index = "0", paramLabel = "<service-provider>", description = "Service provider to modify")
        private String provider;

        @Mixin
        private final Attributes attributes = new Attributes();

        @Override
        protected void run() {
            new Things(cloud, KIND).changed(new Finder(cloud).id(KIND, provider), attributes.body());
        }
    }
}
