package io.virga.cli.identity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.virga.cli.auth.Api;
import io.virga.cli.auth.Cloud;
import io.virga.cli.auth.Query;
import io.virga.cli.auth.Service;
import io.virga.cli.command.CloudCommand;
import io.virga.cli.command.ListCommand;
import io.virga.cli.command.ShowCommand;
import io.virga.cli.command.Usage;
import io.virga.cli.failure.CliFailure;
import io.virga.cli.output.Column;
import io.virga.cli.output.Details;
import io.virga.cli.output.Listing;
import io.virga.cli.resource.Finder;
import io.virga.cli.resource.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `virga user …`
public final class Users {

    public static final Kind KIND = Kind.of(Service.IDENTITY, "/users", "user", "users");

    private Users() {}

    static final class Attributes {
        @Option(names = "--project", paramLabel = "<project>", description = "Default project (name or ID)")
        private String project;

        @Option(names = "--password", paramLabel = "<password>", description = "Set user password")
        private String password;

        @Option(names = "--password-prompt", description = "Prompt interactively for password")
        private boolean prompt;

        @Option(names = "--email", paramLabel = "<email-address>", description = "Set user email address")
        private String email;

        @Option(names = "--description", paramLabel = "<description>", description = "User description")
        private String description;

        @Option(names = "--enable", description = "Enable user (default)")
        private boolean enable;

        @Option(names = "--disable", description = "Disable user")
        private boolean disable;

        ObjectNode body(Cloud cloud) {
            var body = Api.object();
            put(
                    body,
                    "default_project_id",
                    project == null ? null : new Finder(cloud).idOrText(Projects.KIND, project));
            put(body, "password", prompt ? prompted() : password);
            put(body, "email", email);
            put(body, "description", description);
            var enabled = Usage.either(enable, disable, "--enable and --disable");
            return enabled == null ? body : body.put("enabled", enabled);
        }

        private static void put(ObjectNode body, String field, String value) {
            if (value != null) {
                body.put(field, value);
            }
        }

        private static String prompted() {
            var console = System.console();
            if (console == null) {
                throw CliFailure.of("There is no terminal to ask for the password on.")
                        .advise("Give it by --password.");
            }
            var first = console.readPassword("User password: ");
            var again = console.readPassword("Repeat user password: ");
            if (first == null || !Arrays.equals(first, again)) {
                throw CliFailure.of("The two passwords differ.").advise("Run the command again.");
            }
            return new String(first);
        }
    }

    @Command(description = "Create new user")
    public static final class Create extends ShowCommand {
        @Parameters(index = "0", paramLabel = "<name>", description = "New user name")
        private String name;

        @Option(names = "--domain", paramLabel = "<domain>", description = "Default domain (name or ID)")
        private String domain;

        @Option(names = "--or-show", description = "Return existing user")
        private boolean orShow;

        @Mixin
        private final Attributes attributes = new Attributes();

        @Override
        protected Details show() {
            var body = attributes.body(cloud).put("name", name);
            if (domain != null) {
                body.put("domain_id", new Finder(cloud).idOrText(Projects.DOMAIN, domain));
            }
            return Existing.orCreated(cloud, KIND, body, orShow);
        }
    }

    @Command(description = "List users")
    public static final class ListAll extends ListCommand {
        @Option(names = "--domain", paramLabel = "<domain>", description = "Filter users by domain (name or ID)")
        private String domain;

        @Option(names = "--long", description = "List additional fields in output")
        private boolean detailed;

        @Override
        protected Listing list() {
            var columns = new ArrayList<>(List.of(Column.of("ID", "id"), Column.of("Name", "name")));
            if (detailed) {
                columns.add(Column.of("Project", "default_project_id"));
                columns.add(Column.of("Domain", "domain_id"));
                columns.add(Column.of("Description", "description"));
                columns.add(Column.of("Email", "email"));
                columns.add(Column.of("Enabled", "enabled"));
            }
            var query =
                    Query.of("domain_id", domain == null ? null : new Finder(cloud).idOrText(Projects.DOMAIN, domain));
            return Listing.of(columns, cloud.identity().list("/users", query, "users"));
        }
    }

    @Command(description = "Set user properties")
    public static final class Change extends CloudCommand {
        @Parameters(index = "0", paramLabel = "<user>", description = "User to modify (name or ID)")
        private String user;

        @Option(names = "--name", paramLabel = "<name>", description = "Set user name")
        private String name;

        @Mixin
        private final Attributes attributes = new Attributes();

        @Override
        protected void run() {
            var body = attributes.body(cloud);
            if (name != null) {
                body.put("name", name);
            }
            var id = new Finder(cloud).id(KIND, user);
            cloud.identity().patch("/users/" + id, Api.wrapped("user", body));
        }
    }
}
