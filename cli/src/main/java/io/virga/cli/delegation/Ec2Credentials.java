package io.virga.cli.delegation;

import com.fasterxml.jackson.databind.JsonNode;
import io.virga.cli.auth.Query;
import io.virga.cli.command.ListCommand;
import io.virga.cli.command.ShowCommand;
import io.virga.cli.identity.Kinds;
import io.virga.cli.identity.Options;
import io.virga.cli.output.Cell;
import io.virga.cli.output.Column;
import io.virga.cli.output.Details;
import io.virga.cli.output.Listing;
import io.virga.cli.resource.Body;
import io.virga.cli.resource.DeleteThings;
import io.virga.cli.resource.Kind;
import io.virga.cli.resource.ShowThing;
import io.virga.cli.resource.Things;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `virga ec2 credentials …`: keys for clients that sign their requests as Amazon's do. They lie under a user, without
/// an option under the caller.
public final class Ec2Credentials {

    private static final Kind KIND = Kinds.identity("/credentials/OS-EC2", "credential", "credentials")
            .knownBy()
            .labelled("ec2 credentials")
            .shownAs(Ec2Credentials::details);

    private Ec2Credentials() {}

    private static Details details(JsonNode credential) {
        return Details.plain(credential).with("project_id", Cell.of(credential.path("tenant_id")));
    }

    private static Kind of(String user) {
        return KIND.under(Kinds.USER.at(user));
    }

    @Command(description = "Create EC2 credentials")
    public static final class Create extends ShowCommand {
        @Mixin
        private final Options.OfUser user = new Options.OfUser();

        @Mixin
        private final Options.OfProject project = new Options.OfProject();

        @Override
        protected Details show() {
            // The one body of Identity v3 without an envelope.
            var body = new Body().with("tenant_id", project.idOrCallers(cloud)).json();
            return KIND.shown(cloud.identity().post(of(user.idOrCaller(cloud)).path(), body));
        }
    }

    @Command(description = "List EC2 credentials")
    public static final class ListAll extends ListCommand {
        @Mixin
        private final Options.OfUser user = new Options.OfUser();

        @Override
        protected Listing list() {
            return Listing.of(
                    Column.all("Access", "access", "Secret", "secret", "Project ID", "tenant_id", "User ID", "user_id"),
                    new Things(cloud, of(user.idOrCaller(cloud))).all(Query.none()));
        }
    }

    @Command(description = "Display EC2 credentials details")
    public static final class Show extends ShowThing {
        @Mixin
        private final Options.OfUser user = new Options.OfUser();

        public Show() {
            super(KIND);
        }

        @Override
        protected Kind kind() {
            return of(user.idOrCaller(cloud));
        }
    }

    @Command(description = "Delete EC2 credentials")
    public static final class Delete extends DeleteThings {
        @Mixin
        private final Options.OfUser user = new Options.OfUser();

        public Delete() {
            super(KIND);
        }

        @Override
        protected Kind kind() {
            return of(user.idOrCaller(cloud));
        }
    }
}
