package io.virga.cli.delegation;

import com.fasterxml.jackson.databind.JsonNode;
import io.virga.cli.auth.ApiFailure;
import io.virga.cli.auth.Query;
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
import io.virga.cli.resource.Kind;
import io.virga.cli.resource.Things;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `virga trust …`: one user lets another act in a project.
public final class Trusts {

    public static final Kind KIND = Kinds.identity("/OS-TRUST/trusts", "trust", "trusts")
            .knownBy()
            .shownAs(trust ->
                    Details.plain(trust).shown("roles", Kinds::roleNames).without("roles_links"));

    private Trusts() {}

    @Command(description = "List trusts")
    public static final class ListAll extends ListCommand {
        @Override
        protected Listing list() {
            var columns = Column.all("ID", "id", "Expires At", "expires_at", "Impersonation", "impersonation");
            columns.addAll(Column.all("Project ID", "project_id", "Trustee User ID", "trustee_user_id"));
            columns.addAll(Column.all("Trustor User ID", "trustor_user_id"));
            return Listing.of(columns, visible());
        }

        /// Who may not list them all sees the ones given and taken.
        private List<JsonNode> visible() {
            var trusts = new Things(cloud, KIND);
            try {
                return trusts.all(Query.none());
            } catch (ApiFailure refusal) {
                if (refusal.status() != 403) {
                    throw refusal;
                }
                var user = cloud.token().userId();
                return Stream.of("trustor_user_id", "trustee_user_id")
                        .flatMap(side -> trusts.all(Query.of(side, user)).stream())
                        .distinct()
                        .toList();
            }
        }
    }

    @Command(description = "Create new trust")
    public static final class Create extends ShowCommand {
        @Parameters(index = "0", paramLabel = "<trustor-user>", description = "User who delegates (name or ID)")
        private String trustor;

        @Parameters(index = "1", paramLabel = "<trustee-user>", description = "User who may act (name or ID)")
        private String trustee;

        @Option(names = "--impersonate", description = "Tokens of the trust stand for the trustor")
        private boolean impersonate;

        @Option(names = "--trustor-domain", paramLabel = "<domain>", description = "Domain of the trustor (name or ID)")
        private String trustorDomain;

        @Option(names = "--trustee-domain", paramLabel = "<domain>", description = "Domain of the trustee (name or ID)")
        private String trusteeDomain;

        @Mixin
        private final Options.OfProject project = new Options.OfProject();

        @Mixin
        private final Options.WithRoles with = new Options.WithRoles();

        @Mixin
        private final Expiration expiration = new Expiration();

        @Override
        protected Details show() {
            var body = expiration.addTo(new Body()).with("impersonation", impersonate);
            var roles = with.held(cloud);
            if (!project.given() || roles.isEmpty()) {
                throw Usage.wrong("--project and at least one --role are needed");
            }
            var directory = new Directory(cloud);
            return new Things(cloud, KIND)
                    .created(body.with("trustor_user_id", directory.user(trustor, trustorDomain))
                            .with("trustee_user_id", directory.user(trustee, trusteeDomain))
                            .with("project_id", project.id(cloud))
                            .withIds("roles", roles));
        }
    }
}
