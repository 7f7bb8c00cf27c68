package io.virga.cli.network;

import io.virga.cli.auth.Api;
import io.virga.cli.auth.Query;
import io.virga.cli.command.CloudCommand;
import io.virga.cli.command.ListCommand;
import io.virga.cli.command.ShowCommand;
import io.virga.cli.identity.Directory;
import io.virga.cli.output.Column;
import io.virga.cli.output.Details;
import io.virga.cli.output.Listing;
import io.virga.cli.resource.Finder;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `virga security group …`; `Rules` has those of `security group rule`.
public final class SecurityGroups {

    private SecurityGroups() {}

    @Command(description = "Create a new security group")
    public static final class Create extends ShowCommand {
        @Parameters(index = "0", paramLabel = "<name>", description = "New security group name")
        private String name;

        @Mixin
        private final Attributes attributes = new Attributes();

        @Override
        protected Details show() {
            var body = attributes.body(cloud).put("name", name);
            if (!body.has("description")) {
                body.put("description", name);
            }
            return Kinds.GROUP
                    .view()
                    .apply(cloud.network()
                            .post("/security-groups", Api.wrapped("security_group", body))
                            .path("security_group"));
        }
    }

    @Command(description = "List security groups")
    public static final class ListAll extends ListCommand {
        @Option(
                names = "--project",
                paramLabel = "<project>",
                description = "List security groups of this project (name or ID)")
        private String project;

        @Override
        protected Listing list() {
            var columns = List.of(
                    Column.of("ID", "id"),
                    Column.of("Name", "name"),
                    Column.of("Description", "description"),
                    Column.of("Project", "project_id"),
                    Column.of("Tags", "tags"));
            var query = Query.of("project_id", new Directory(cloud).project(project, null));
            return Listing.of(columns, cloud.network().list("/security-groups", query, "security_groups"));
        }
    }

    @Command(description = "Set security group properties")
    public static final class Change extends CloudCommand {
        @Parameters(index = "0", paramLabel = "<group>", description = "Security group to modify (name or ID)")
        private String group;

        @Option(names = "--name", paramLabel = "<new-name>", description = "New security group name")
        private String name;

        @Option(names = "--description", paramLabel = "<description>", description = "New security group description")
        private String description;

        @Override
        protected void run() {
            var body = Api.object();
            Attributes.put(body, "name", name);
            Attributes.put(body, "description", description);
            var id = new Finder(cloud).id(Kinds.GROUP, group);
            cloud.network().put("/security-groups/" + id, Api.wrapped("security_group", body));
        }
    }
}
