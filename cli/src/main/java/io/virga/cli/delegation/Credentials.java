package io.virga.cli.delegation;

import io.virga.cli.auth.Query;
import io.virga.cli.command.CloudCommand;
import io.virga.cli.command.ListCommand;
import io.virga.cli.command.ShowCommand;
import io.virga.cli.identity.Directory;
import io.virga.cli.identity.Kinds;
import io.virga.cli.identity.Options;
import io.virga.cli.output.Column;
import io.virga.cli.output.Details;
import io.virga.cli.output.Listing;
import io.virga.cli.resource.Body;
import io.virga.cli.resource.Finder;
import io.virga.cli.resource.Kind;
import io.virga.cli.resource.Things;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `virga credential …`: what else a user has to prove who he is, such as the seed of one-time passcodes.
public final class Credentials {

    public static final Kind KIND =
            Kinds.identity("/credentials", "credential", "credentials").knownBy();

    private Credentials() {}

    @Command(description = "Create new credential")
    public static final class Create extends ShowCommand {
        @Parameters(index = "0", paramLabel = "<user>", description = "User that owns the credential (name or ID)")
        private String user;

        @Parameters(index = "1", paramLabel = "<data>", description = "New credential data")
        private String data;

        @Option(names = "--type", paramLabel = "<type>", description = "cert (default), ec2, totp and so on")
        private String type = "cert";

        @Option(names = "--project", paramLabel = "<project>", description = "Project it is good for (name or ID)")
        private String project;

        @Override
        protected Details show() {
            var directory = new Directory(cloud);
            return new Things(cloud, KIND)
                    .created(new Body()
                            .with("user_id", directory.user(user, null))
                            .with("type", type)
                            .with("blob", data)
                            .with("project_id", directory.project(project, null)));
        }
    }

    @Command(description = "List credentials")
    public static final class ListAll extends ListCommand {
        @Option(names = "--type", paramLabel = "<type>", description = "Filter by type: cert, ec2, totp and so on")
        private String type;

        @Mixin
        private final Options.OfUser of = new Options.OfUser();

        @Override
        protected Listing list() {
            var columns = Column.all("ID", "id", "Type", "type", "User ID", "user_id", "Data", "blob");
            columns.addAll(Column.all("Project ID", "project_id"));
            return Listing.of(
                    columns,
                    new Things(cloud, KIND)
                            .all(Query.of("user_id", of.id(cloud)).and("type", type)));
        }
    }

    @Command(description = "Set credential properties")
    public static final class Change extends CloudCommand {
        @Parameters(index = "0", paramLabel = "<credential-id>", description = "ID of credential to change")
        private String credential;

        @Option(
                names = "--user",
                required = true,
                paramLabel = "<user>",
                description = "User that owns the credential (name or ID)")
        private String user;

        @Option(names = "--type", required = true, paramLabel = "<type>", description = "cert, ec2, totp and so on")
        private String type;

        @Option(names = "--data", required = true, paramLabel = "<data>", description = "New credential data")
        private String data;

        @Option(names = "--project", paramLabel = "<project>", description = "Project it is good for (name or ID)")
        private String project;

        @Override
        protected void run() {
            var directory = new Directory(cloud);
            var body = new Body()
                    .with("user_id", directory.user(user, null))
                    .with("type", type)
                    .with("blob", data)
                    .with("project_id", directory.project(project, null));
            new Things(cloud, KIND).changed(new Finder(cloud).id(KIND, credential), body);
        }
    }
}
