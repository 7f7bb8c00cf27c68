package io.virga.cli.identity;

import com.fasterxml.jackson.databind.JsonNode;
import io.virga.cli.auth.Api;
import io.virga.cli.auth.Query;
import io.virga.cli.command.CloudCommand;
import io.virga.cli.command.ListCommand;
import io.virga.cli.command.Secrets;
import io.virga.cli.command.Usage;
import io.virga.cli.output.Column;
import io.virga.cli.output.Listing;
import io.virga.cli.resource.Body;
import io.virga.cli.resource.Finder;
import io.virga.cli.resource.Things;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `virga user …`
public final class Users {

    private Users() {}

    @Command(description = "Create new user")
    public static final class Create extends CreateNamed {
        @Mixin
        private final Options.InDomain in = new Options.InDomain();

        @Mixin
        private final UserOptions options = new UserOptions();

        public Create() {
            super(Kinds.USER);
        }

        @Override
        Body attributes() {
            if (!options.withPassword()) {
                terminal.err().println("No password was given: the user cannot log in by password.");
            }
            return options.body(cloud).with("domain_id", new Directory(cloud).domain(in.domain));
        }
    }

    @Command(description = "List users")
    public static final class ListAll extends ListCommand {
        @Option(names = "--domain", paramLabel = "<domain>", description = "Filter users by domain (name or ID)")
        private String domain;

        @Option(names = "--group", paramLabel = "<group>", description = "Filter users by group (name or ID)")
        private String group;

        @Option(names = "--project", paramLabel = "<project>", description = "Filter users by project (name or ID)")
        private String project;

        @Option(names = "--long", description = "List additional fields in output")
        private boolean detailed;

        @Override
        protected Listing list() {
            Usage.atMostOne("--group and --project", group, project);
            var columns = Column.all("ID", "id", "Name", "name");
            if (detailed) {
                columns.addAll(Column.all("Project", "default_project_id", "Domain", "domain_id"));
                columns.addAll(Column.all("Description", "description", "Email", "email", "Enabled", "enabled"));
            }
            return Listing.of(columns, project == null ? chosen() : holdersOfRoles());
        }

        private List<JsonNode> chosen() {
            var directory = new Directory(cloud);
            var query = directory.within(domain);
            return group == null
                    ? new Things(cloud, Kinds.USER).all(query)
                    : new Things(cloud, Kinds.USER.under(Kinds.GROUP.at(directory.group(group, domain)))).all(query);
        }

        /// Everybody with a role of their own in the project.
        private List<JsonNode> holdersOfRoles() {
            var query = Query.of("scope.project.id", new Directory(cloud).project(project, domain));
            return cloud.identity().list("/role_assignments", query, "role_assignments").stream()
                    .map(assignment -> assignment.path("user").path("id").asText(null))
                    .filter(Objects::nonNull)
                    .distinct()
                    .map(id -> Kinds.USER.unwrap(cloud.identity().get(Kinds.USER.at(id))))
                    .toList();
        }
    }

    @Command(description = "Set user properties")
    public static final class Change extends CloudCommand {
        @Parameters(index = "0", paramLabel = "<user>", description = "User to modify (name or ID)")
        private String user;

        @Option(names = "--name", paramLabel = "<name>", description = "Set user name")
        private String name;

        @Mixin
        private final Options.InDomain in = new Options.InDomain();

        @Mixin
        private final UserOptions options = new UserOptions();

        @Override
        protected void run() {
            var body = options.body(cloud).with("name", name);
            var id = new Finder(cloud).idOrText(Kinds.USER, user, new Directory(cloud).within(in.domain));
            new Things(cloud, Kinds.USER).changed(id, body);
        }
    }

    @Command(description = "Change current user password")
    public static final class SetPassword extends CloudCommand {
        @Option(names = "--password", paramLabel = "<new-password>", description = "New user password")
        private String password;

        @Option(
                names = "--original-password",
                paramLabel = "<original-password>",
                description = "Original user password")
        private String original;

        @Override
        protected void run() {
            var current = original != null ? original : Secrets.ask("Current password: ", "--original-password");
            var next = password != null ? password : Secrets.askTwice("New password: ", "--password");
            var body = new Body().with("original_password", current).with("password", next);
            cloud.changePassword(Api.wrapped("user", body.json()));
        }
    }
}
