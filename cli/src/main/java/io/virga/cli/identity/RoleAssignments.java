package io.virga.cli.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import io.virga.cli.auth.Query;
import io.virga.cli.command.ListCommand;
import io.virga.cli.command.Usage;
import io.virga.cli.output.Cell;
import io.virga.cli.output.Column;
import io.virga.cli.output.Listing;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `virga role assignment list`: who holds which role where.
@Command(description = "List role assignments")
public final class RoleAssignments extends ListCommand {

    @Option(names = "--role", paramLabel = "<role>", description = "Role to filter (name or ID)")
    private String role;

    @Option(names = "--role-domain", paramLabel = "<role-domain>", description = "Domain of the role (name or ID)")
    private String roleDomain;

    @Option(names = "--domain", paramLabel = "<domain>", description = "Domain to filter (name or ID)")
    private String domain;

    @Option(names = "--system", paramLabel = "<system>", description = "Filter based on system role assignments")
    private String system;

    @Option(names = "--inherited", description = "List only what is inherited to the projects below")
    private boolean inherited;

    @Option(names = "--effective", description = "Returns only effective role assignments")
    private boolean effective;

    @Option(names = "--names", description = "Display names instead of IDs")
    private boolean names;

    @Option(names = "--auth-user", description = "Only list assignments for the authenticated user")
    private boolean caller;

    @Option(names = "--auth-project", description = "Only list assignments for the project of the login")
    private boolean callersProject;

    @Mixin
    private final Options.OfUser user = new Options.OfUser();

    @Mixin
    private final Options.OfGroup group = new Options.OfGroup();

    @Mixin
    private final Options.OfProject project = new Options.OfProject();

    @Override
    protected Listing list() {
        Usage.atMostOne("--user, --auth-user and --group", user.user, caller, group.group);
        Usage.atMostOne(
                "--project, --auth-project, --domain and --system", project.project, callersProject, domain, system);
        var columns = List.of(
                Column.of("Role", item -> who(item.path("role"))),
                Column.of("User", item -> who(item.path("user"))),
                Column.of("Group", item -> who(item.path("group"))),
                Column.of("Project", item -> who(item.path("scope").path("project"))),
                Column.of("Domain", item -> who(item.path("scope").path("domain"))),
                Column.of("System", item -> Cell.text(item.path("scope").has("system") ? "all" : "")),
                Column.of("Inherited", item -> Cell.of(BooleanNode.valueOf(isInherited(item)))));
        return Listing.of(columns, cloud.identity().list("/role_assignments", query(), "role_assignments"));
    }

    private Query query() {
        var directory = new Directory(cloud);
        return Query.of("user.id", caller ? cloud.token().userId() : user.id(cloud))
                .and("group.id", group.id(cloud))
                .and("scope.project.id", callersProject ? cloud.token().projectId() : project.id(cloud))
                .and("scope.domain.id", directory.domain(domain))
                .and("scope.system", system)
                .and("role.id", directory.role(role, roleDomain))
                .and("scope.OS-INHERIT:inherited_to", inherited ? "projects" : null)
                .and("effective", effective ? true : null)
                .and("include_names", names ? true : null);
    }

    private static boolean isInherited(JsonNode item) {
        return "projects"
                .equals(item.path("scope").path("OS-INHERIT:inherited_to").asText());
    }

    private Cell who(JsonNode party) {
        if (!names || !party.has("name")) {
            return Cell.text(party.path("id").asText(""));
        }
        var home = party.path("domain").path("name").asText("");
        return Cell.text(party.path("name").asText() + (home.isEmpty() ? "" : "@" + home));
    }
}
