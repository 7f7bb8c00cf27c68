package io.virga.cli.catalog;

import io.virga.cli.auth.Query;
import io.virga.cli.command.ArgumentFile;
import io.virga.cli.command.CloudCommand;
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
import io.virga.cli.resource.Finder;
import io.virga.cli.resource.Kind;
import io.virga.cli.resource.Things;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `virga endpoint group …`: endpoints chosen by a filter.
public final class EndpointGroups {

    private static final Kind UNROOTED = Kinds.identity("/endpoint_groups", "endpoint_group", "endpoint_groups");

    public static final Kind KIND = UNROOTED.under(EndpointFilters.of(""));

    private EndpointGroups() {}

    @Command(description = "Create new endpoint group")
    public static final class Create extends ShowCommand {
        @Parameters(index = "0", paramLabel = "<name>", description = "Name of the endpoint group")
        private String name;

        @Parameters(index = "1", paramLabel = "<filename>", description = "File with the filters, a JSON object")
        private Path filters;

        @Mixin
        private final Options.Described described = new Options.Described();

        @Override
        protected Details show() {
            var body = described.addTo(new Body()).with("name", name).with("filters", ArgumentFile.json(filters));
            return new Things(cloud, KIND).created(body);
        }
    }

    @Command(description = "List endpoint groups")
    public static final class ListAll extends ListCommand {
        @Option(
                names = "--endpointgroup",
                paramLabel = "<endpoint-group>",
                description = "List the projects of this endpoint group (name or ID)")
        private String group;

        @Option(
                names = "--project",
                paramLabel = "<project>",
                description = "List the endpoint groups of this project (name or ID)")
        private String project;

        @Option(names = "--domain", paramLabel = "<domain>", description = "Domain of the project (name or ID)")
        private String domain;

        @Override
        protected Listing list() {
            Usage.atMostOne("--endpointgroup and --project", group, project);
            return Listing.of(
                    Column.all("ID", "id", "Name", "name", "Description", "description"),
                    new Things(cloud, kind()).all(Query.none()));
        }

        private Kind kind() {
            if (group != null) {
                return Kinds.PROJECT.under(KIND.at(new Finder(cloud).id(KIND, group)));
            }
            var owner = new Directory(cloud).project(project, domain);
            return owner == null ? KIND : UNROOTED.under(EndpointFilters.of(Kinds.PROJECT.at(owner)));
        }
    }

    @Command(description = "Set endpoint group properties")
    public static final class Change extends CloudCommand {
        @Parameters(index = "0", paramLabel = "<endpoint-group>", description = "Endpoint group (name or ID)")
        private String group;

        @Option(names = "--name", paramLabel = "<name>", description = "New endpoint group name")
        private String name;

        @Option(
                names = "--filters",
                paramLabel = "<filename>",
                description = "File with the new filters, a JSON object")
        private Path filters;

        @Mixin
        private final Options.Described described = new Options.Described();

        @Override
        protected void run() {
            var body = described.addTo(new Body()).with("name", name);
            if (filters != null) {
                body.with("filters", ArgumentFile.json(filters));
            }
            new Things(cloud, KIND).changed(new Finder(cloud).id(KIND, group), body);
        }
    }
}
