package io.virga.cli.identity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.virga.cli.auth.Api;
import io.virga.cli.auth.Query;
import io.virga.cli.auth.Service;
import io.virga.cli.command.CloudCommand;
import io.virga.cli.command.ListCommand;
import io.virga.cli.command.ShowCommand;
import io.virga.cli.command.Usage;
import io.virga.cli.output.Column;
import io.virga.cli.output.Details;
import io.virga.cli.output.Listing;
import io.virga.cli.resource.Finder;
import io.virga.cli.resource.Kind;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `virga project …`
public final class Projects {

    public static final Kind KIND = Kind.of(Service.IDENTITY, "/projects", "project", "projects");
    static final Kind DOMAIN = Kind.of(Service.IDENTITY, "/domains", "domain", "domains");

    private Projects() {}

    static final class Attributes {
        @Option(names = "--description", paramLabel = "<description>", description = "Project description")
        private String description;

        @Option(names = "--enable", description = "Enable project (default)")
        private boolean enable;

        @Option(names = "--disable", description = "Disable project")
        private boolean disable;

        ObjectNode body() {
            var body = Api.object();
            if (description != null) {
                body.put("description", description);
            }
            var enabled = Usage.either(enable, disable, "--enable and --disable");
            return enabled == null ? body : body.put("enabled", enabled);
        }
    }

    @Command(description = "Create new project")
    public static final class Create extends ShowCommand {
        @Parameters(index = "0", paramLabel = "<project-name>", description = "New project name")
        private String name;

        @Option(names = "--domain", paramLabel = "<domain>", description = "Domain owning the project (name or ID)")
        private String domain;

        @Option(names = "--parent", paramLabel = "<project>", description = "Parent of the project (name or ID)")
        private String parent;

        @Option(names = "--or-show", description = "Return existing project")
        private boolean orShow;

        @Mixin
        private final Attributes attributes = new Attributes();

        @Override
        protected Details show() {
            var finder = new Finder(cloud);
            var body = attributes.body().put("name", name);
            if (domain != null) {
                body.put("domain_id", finder.idOrText(DOMAIN, domain));
            }
            if (parent != null) {
                body.put("parent_id", finder.idOrText(KIND, parent));
            }
            return Existing.orCreated(cloud, KIND, body, orShow);
        }
    }

    @Command(description = "List projects")
    public static final class ListAll extends ListCommand {
        @Option(names = "--domain", paramLabel = "<domain>", description = "Filter projects by domain (name or ID)")
        private String domain;

        @Option(names = "--my-projects", description = "List projects for the authenticated user")
        private boolean mine;

        @Option(names = "--long", description = "List additional fields in output")
        private boolean detailed;

        @Override
        protected Listing list() {
            var columns = new ArrayList<>(List.of(Column.of("ID", "id"), Column.of("Name", "name")));
            if (detailed) {
                columns.add(Column.of("Domain ID", "domain_id"));
                columns.add(Column.of("Description", "description"));
                columns.add(Column.of("Enabled", "enabled"));
            }
            var query = Query.of("domain_id", domain == null ? null : new Finder(cloud).idOrText(DOMAIN, domain));
            return Listing.of(columns, cloud.identity().list(mine ? "/auth/projects" : "/projects", query, "projects"));
        }
    }

    @Command(description = "Set project properties")
    public static final class Change extends CloudCommand {
        @Parameters(index = "0", paramLabel = "<project>", description = "Project to modify (name or ID)")
        private String project;

        @Option(names = "--name", paramLabel = "<name>", description = "Set project name")
        private String name;

        @Mixin
        private final Attributes attributes = new Attributes();

        @Override
        protected void run() {
            var body = attributes.body();
            if (name != null) {
                body.put("name", name);
            }
            var id = new Finder(cloud).id(KIND, project);
            cloud.identity().patch("/projects/" + id, Api.wrapped("project", body));
        }
    }
}
