package io.virga.cli.delegation;

import io.virga.cli.auth.Cloud;
import io.virga.cli.auth.Query;
import io.virga.cli.command.ArgumentFile;
import io.virga.cli.command.ListCommand;
import io.virga.cli.command.ShowCommand;
import io.virga.cli.command.Usage;
import io.virga.cli.identity.Kinds;
import io.virga.cli.identity.Options;
import io.virga.cli.output.Column;
import io.virga.cli.output.Details;
import io.virga.cli.output.Listing;
import io.virga.cli.resource.Body;
import io.virga.cli.resource.Kind;
import io.virga.cli.resource.Things;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `virga application credential …` and the `virga access rule …` that come with them. Both lie under a user.
public final class ApplicationCredentials {

    private static final Kind KIND = Kinds.identity(
                    "/application_credentials", "application_credential", "application_credentials")
            .shownAs(credential -> Details.plain(credential).shown("roles", Kinds::roleNames));
    private static final Kind RULE =
            Kinds.identity("/access_rules", "access_rule", "access_rules").knownBy();

    private ApplicationCredentials() {}

    /// The caller's own, which are the only ones that commands change or show in full.
    public static Kind own(Cloud cloud) {
        return KIND.under(Kinds.USER.at(cloud.token().userId()));
    }

    public static Kind ownRules(Cloud cloud) {
        return RULE.under(Kinds.USER.at(cloud.token().userId()));
    }

    @Command(description = "Create new application credential")
    public static final class Create extends ShowCommand {
        @Parameters(index = "0", paramLabel = "<name>", description = "Name of the application credential")
        private String name;

        @Option(names = "--secret", paramLabel = "<secret>", description = "Secret (without it, one is generated)")
        private String secret;

        @Option(names = "--unrestricted", description = "Let it make and delete application credentials and trusts")
        private boolean unrestricted;

        @Option(names = "--restricted", description = "Do not let it (default)")
        private boolean restricted;

        @Option(
                names = "--access-rules",
                paramLabel = "<access-rules>",
                description = "JSON list of the requests it may make, or a file with one:"
                        + " [{\"method\": \"GET\", \"path\": \"/v2.1/servers\", \"service\": \"compute\"}]")
        private String accessRules;

        @Mixin
        private final Options.WithRoles with = new Options.WithRoles();

        @Mixin
        private final Options.Described described = new Options.Described();

        @Mixin
        private final Expiration expiration = new Expiration();

        @Override
        protected Details show() {
            var body = expiration
                    .addTo(described.addTo(new Body()))
                    .with("name", name)
                    .with("secret", secret)
                    .with(
                            "unrestricted",
                            Boolean.TRUE.equals(
                                    Usage.either(unrestricted, restricted, "--unrestricted and --restricted")));
            if (accessRules != null) {
                body.with("access_rules", ArgumentFile.json(accessRules, "--access-rules"));
            }
            var roles = with.held(cloud);
            return new Things(cloud, own(cloud)).created(roles.isEmpty() ? body : body.withIds("roles", roles));
        }
    }

    /// The list of either, the caller's own or another user's.
    @Command(description = "List those of a user")
    public static final class ListAll extends ListCommand {
        private final Kind kind;
        private final List<Column> columns;

        @Mixin
        private final Options.OfUser of = new Options.OfUser();

        private ListAll(Kind kind, List<Column> columns) {
            this.kind = kind;
            this.columns = columns;
        }

        public static ListAll credentials() {
            var columns = Column.all("ID", "id", "Name", "name", "Project ID", "project_id");
            columns.addAll(Column.all("Description", "description", "Expires At", "expires_at"));
            return new ListAll(KIND, columns);
        }

        public static ListAll rules() {
            return new ListAll(RULE, Column.all("ID", "id", "Service", "service", "Method", "method", "Path", "path"));
        }

        @Override
        protected Listing list() {
            var theirs = kind.under(Kinds.USER.at(of.idOrCaller(cloud)));
            return Listing.of(columns, new Things(cloud, theirs).all(Query.none()));
        }
    }
}
