package io.virga.cli.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.virga.cli.auth.ApiFailure;
import io.virga.cli.auth.Query;
import io.virga.cli.command.CloudCommand;
import io.virga.cli.command.ListCommand;
import io.virga.cli.command.ShowCommand;
import io.virga.cli.command.SortKey;
import io.virga.cli.command.Usage;
import io.virga.cli.output.Column;
import io.virga.cli.output.Details;
import io.virga.cli.output.Listing;
import io.virga.cli.resource.Body;
import io.virga.cli.resource.Finder;
import io.virga.cli.resource.Things;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `virga project …`
public final class Projects {

    private Projects() {}

    static final class Attributes {
        @Option(names = "--property", paramLabel = "<key=value>", description = "Set a property (repeat for several)")
        private List<String> properties = List.of();

        @Option(names = "--tag", paramLabel = "<tag>", description = "Add a tag (repeat for several)")
        private List<String> tags = List.of();

        @Mixin
        private final Options.Described described = new Options.Described();

        @Mixin
        private final Options.Enabled enabled = new Options.Enabled();

        @Mixin
        private final Options.Immutable immutable = new Options.Immutable();

        Body body() {
            var body = immutable.addTo(enabled.addTo(described.addTo(new Body())));
            Usage.pairs(properties, "--property").forEach((key, value) -> body.with(key, property(key, value)));
            return body;
        }

        /// Properties are text, but whether a project acts as a domain is a truth value.
        private static JsonNode property(String key, String value) {
            if (!key.equals("is_domain")) {
                return TextNode.valueOf(value);
            }
            return switch (value.toLowerCase(Locale.ROOT)) {
                case "none" -> NullNode.instance;
                default -> BooleanNode.valueOf(Usage.truth(value, "--property is_domain"));
            };
        }
    }

    @Command(description = "Create new project")
    public static final class Create extends CreateNamed {
        @Option(names = "--parent", paramLabel = "<project>", description = "Parent of the project (name or ID)")
        private String parent;

        @Mixin
        private final Options.InDomain in = new Options.InDomain();

        @Mixin
        private final Attributes attributes = new Attributes();

        public Create() {
            super(Kinds.PROJECT);
        }

        @Override
        Body attributes() {
            var directory = new Directory(cloud);
            var body = attributes
                    .body()
                    .with("domain_id", directory.domain(in.domain))
                    .with("parent_id", directory.project(parent, null));
            return attributes.tags.isEmpty() ? body : body.withTexts("tags", new TreeSet<>(attributes.tags));
        }
    }

    @Command(description = "List projects")
    public static final class ListAll extends ListCommand {
        @Option(names = "--domain", paramLabel = "<domain>", description = "Filter projects by domain (name or ID)")
        private String domain;

        @Option(names = "--parent", paramLabel = "<parent>", description = "Filter projects by parent (name or ID)")
        private String parent;

        @Option(names = "--user", paramLabel = "<user>", description = "Filter projects by user (name or ID)")
        private String user;

        @Option(
                names = "--my-projects",
                description = "List projects of the authenticated user; no other filter counts")
        private boolean mine;

        @Option(names = "--long", description = "List additional fields in output")
        private boolean detailed;

        @Option(
                names = "--sort",
                paramLabel = "<key>[:<direction>]",
                description = "Sort by these keys, each asc (default) or desc, with commas between")
        private String sort;

        @Mixin
        private final Options.Tagged tagged = new Options.Tagged();

        @Override
        protected Listing list() {
            var columns = Column.all("ID", "id", "Name", "name");
            if (detailed) {
                columns.addAll(
                        Column.all("Domain ID", "domain_id", "Description", "description", "Enabled", "enabled"));
            }
            var order = sort == null ? null : order(sort);
            var projects = mine ? own() : chosen();
            return Listing.of(
                    columns,
                    order == null ? projects : projects.stream().sorted(order).toList());
        }

        private static Comparator<JsonNode> order(String sort) {
            Comparator<JsonNode> order = (one, other) -> 0;
            for (var key : SortKey.all(sort)) {
                Comparator<JsonNode> by =
                        Comparator.comparing(project -> project.path(key.name()).asText());
                order = order.thenComparing(key.descending() ? by.reversed() : by);
            }
            return order;
        }

        private List<JsonNode> own() {
            return cloud.identity().list("/auth/projects", Query.none(), "projects");
        }

        private List<JsonNode> chosen() {
            var directory = new Directory(cloud);
            var query = directory
                    .within(domain)
                    .and("parent_id", directory.project(parent, domain))
                    .and("tags", tagged.all)
                    .and("tags-any", tagged.any)
                    .and("not-tags", tagged.notAll)
                    .and("not-tags-any", tagged.notAny);
            var kind = user == null ? Kinds.PROJECT : Kinds.PROJECT.under(Kinds.USER.at(directory.user(user, domain)));
            try {
                return new Things(cloud, kind).all(query);
            } catch (ApiFailure refusal) {
                if (refusal.status() == 403 && user == null && query.text().isEmpty()) {
                    return own();
                }
                throw refusal;
            }
        }
    }

    @Command(description = "Set project properties")
    public static final class Change extends CloudCommand {
        @Parameters(index = "0", paramLabel = "<project>", description = "Project to modify (name or ID)")
        private String project;

        @Option(names = "--name", paramLabel = "<name>", description = "Set project name")
        private String name;

        @Option(names = "--remove-tag", paramLabel = "<tag>", description = "Take a tag away (repeat for several)")
        private List<String> removed = List.of();

        @Option(names = "--clear-tags", description = "Take all tags away, before any is added")
        private boolean clear;

        @Mixin
        private final Options.InDomain in = new Options.InDomain();

        @Mixin
        private final Attributes attributes = new Attributes();

        @Override
        protected void run() {
            var body = attributes.body().with("name", name);
            var found = new Finder(cloud).find(Kinds.PROJECT, project, new Directory(cloud).within(in.domain));
            if (clear || !removed.isEmpty() || !attributes.tags.isEmpty()) {
                body.withTexts("tags", tags(found));
            }
            new Things(cloud, Kinds.PROJECT).changed(found.path("id").asText(), body);
        }

        private TreeSet<String> tags(JsonNode found) {
            var tags = new TreeSet<String>();
            if (!clear) {
                found.path("tags").forEach(tag -> tags.add(tag.asText()));
            }
            removed.forEach(tags::remove);
            tags.addAll(attributes.tags);
            return tags;
        }
    }

    @Command(description = "Display project details")
    public static final class Show extends ShowCommand {
        @Parameters(index = "0", paramLabel = "<project>", description = "Project to display (name or ID)")
        private String project;

        @Option(names = "--parents", description = "Show the project's parents as a list")
        private boolean parents;

        @Option(names = "--children", description = "Show the project's subtree as a list")
        private boolean children;

        @Mixin
        private final Options.InDomain in = new Options.InDomain();

        @Override
        protected Details show() {
            var found = new Finder(cloud).whole(Kinds.PROJECT, project, new Directory(cloud).within(in.domain));
            if (!parents && !children) {
                return Kinds.PROJECT.view().apply(found);
            }
            var query = Query.of("parents_as_ids", parents ? true : null).and("subtree_as_ids", children ? true : null);
            return Kinds.PROJECT.shown(
                    cloud.identity().get(Kinds.PROJECT.at(found.path("id").asText()) + query));
        }
    }
}
