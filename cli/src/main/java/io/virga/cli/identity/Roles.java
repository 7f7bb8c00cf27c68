package io.virga.cli.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import io.virga.cli.auth.Api;
import io.virga.cli.auth.Cloud;
import io.virga.cli.auth.Query;
import io.virga.cli.auth.Service;
import io.virga.cli.command.CloudCommand;
import io.virga.cli.command.ListCommand;
import io.virga.cli.command.ShowCommand;
import io.virga.cli.command.Usage;
import io.virga.cli.output.Cell;
import io.virga.cli.output.Column;
import io.virga.cli.output.Details;
import io.virga.cli.output.Listing;
import io.virga.cli.resource.Finder;
import io.virga.cli.resource.Kind;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `virga role …`: the roles themselves, and who holds which where.
public final class Roles {

    public static final Kind KIND = Kind.of(Service.IDENTITY, "/roles", "role", "roles");
    private static final Kind GROUP = Kind.of(Service.IDENTITY, "/groups", "group", "groups");

    private Roles() {}

    /// Who, and where: the two ends of a grant.
    static final class Grant {
        @Option(names = "--user", paramLabel = "<user>", description = "User (name or ID)")
        private String user;

        @Option(names = "--group", paramLabel = "<group>", description = "Group (name or ID)")
        private String group;

        @Option(names = "--project", paramLabel = "<project>", description = "Project (name or ID)")
        private String project;

        @Option(names = "--domain", paramLabel = "<domain>", description = "Domain (name or ID)")
        private String domain;

        @Option(names = "--system", paramLabel = "<system>", description = "System, always 'all'")
        private String system;

        String path(Cloud cloud, String role) {
            if ((user == null) == (group == null)) {
                throw Usage.wrong("exactly one of --user and --group is needed");
            }
            if ((project == null ? 0 : 1) + (domain == null ? 0 : 1) + (system == null ? 0 : 1) != 1) {
                throw Usage.wrong("exactly one of --project, --domain and --system is needed");
            }
            var finder = new Finder(cloud);
            var actor = user != null
                    ? "/users/" + finder.idOrText(Users.KIND, user)
                    : "/groups/" + finder.idOrText(GROUP, group);
            return target(finder) + actor + "/roles/" + finder.idOrText(KIND, role);
        }

        private String target(Finder finder) {
            if (project != null) {
                return "/projects/" + finder.idOrText(Projects.KIND, project);
            }
            return domain != null ? "/domains/" + finder.idOrText(Projects.DOMAIN, domain) : "/system";
        }
    }

    @Command(description = "Create new role")
    public static final class Create extends ShowCommand {
        @Parameters(index = "0", paramLabel = "<role-name>", description = "New role name")
        private String name;

        @Option(names = "--description", paramLabel = "<description>", description = "Add description about the role")
        private String description;

        @Option(names = "--or-show", description = "Return existing role")
        private boolean orShow;

        @Override
        protected Details show() {
            var body = Api.object().put("name", name);
            if (description != null) {
                body.put("description", description);
            }
            return Existing.orCreated(cloud, KIND, body, orShow);
        }
    }

    @Command(description = "List roles")
    public static final class ListAll extends ListCommand {
        @Override
        protected Listing list() {
            return Listing.of(
                    List.of(Column.of("ID", "id"), Column.of("Name", "name")),
                    cloud.identity().list("/roles", Query.none(), "roles"));
        }
    }

    @Command(description = "Adds a role assignment to a user or group on the system, a domain, or a project")
    public static final class Add extends CloudCommand {
        @Parameters(index = "0", paramLabel = "<role>", description = "Role to add (name or ID)")
        private String role;

        @Mixin
        private final Grant grant = new Grant();

        @Override
        protected void run() {
            cloud.identity().put(grant.path(cloud, role), null);
        }
    }

    @Command(description = "Removes a role assignment from a user or group on the system, a domain, or a project")
    public static final class Remove extends CloudCommand {
        @Parameters(index = "0", paramLabel = "<role>", description = "Role to remove (name or ID)")
        private String role;

        @Mixin
        private final Grant grant = new Grant();

        @Override
        protected void run() {
            cloud.identity().delete(grant.path(cloud, role));
        }
    }

    @Command(description = "List role assignments")
    public static final class Assignments extends ListCommand {
        @Option(names = "--user", paramLabel = "<user>", description = "User to filter (name or ID)")
        private String user;

        @Option(names = "--project", paramLabel = "<project>", description = "Project to filter (name or ID)")
        private String project;

        @Option(names = "--role", paramLabel = "<role>", description = "Role to filter (name or ID)")
        private String role;

        @Option(names = "--system", paramLabel = "<system>", description = "Filter based on system role assignments")
        private String system;

        @Option(names = "--effective", description = "Returns only effective role assignments")
        private boolean effective;

        @Option(names = "--names", description = "Display names instead of IDs")
        private boolean names;

        @Override
        protected Listing list() {
            var finder = new Finder(cloud);
            var query = Query.of("user.id", user == null ? null : finder.idOrText(Users.KIND, user))
                    .and("scope.project.id", project == null ? null : finder.idOrText(Projects.KIND, project))
                    .and("role.id", role == null ? null : finder.idOrText(KIND, role))
                    .and("scope.system", system)
                    .and("effective", effective ? true : null)
                    .and("include_names", names ? true : null);
            var columns = List.of(
                    Column.of("Role", item -> who(item.path("role"))),
                    Column.of("User", item -> who(item.path("user"))),
                    Column.of("Group", item -> who(item.path("group"))),
                    Column.of("Project", item -> who(item.path("scope").path("project"))),
                    Column.of("Domain", item -> who(item.path("scope").path("domain"))),
                    Column.of("System", item -> Cell.text(item.path("scope").has("system") ? "all" : "")),
                    Column.of(
                            "Inherited",
                            item -> Cell.of(
                                    BooleanNode.valueOf(item.path("scope").has("OS-INHERIT:inherited_to")))));
            return Listing.of(columns, cloud.identity().list("/role_assignments", query, "role_assignments"));
        }

        private Cell who(JsonNode party) {
            if (!names || !party.has("name")) {
                return Cell.text(party.path("id").asText(""));
            }
            var domain = party.path("domain").path("name").asText("");
            return Cell.text(party.path("name").asText() + (domain.isEmpty() ? "" : "@" + domain));
        }
    }
}
