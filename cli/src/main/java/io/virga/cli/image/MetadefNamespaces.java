package io.virga.cli.image;

import io.virga.cli.auth.Query;
import io.virga.cli.auth.Service;
import io.virga.cli.command.ListCommand;
import io.virga.cli.command.ShowCommand;
import io.virga.cli.command.Usage;
import io.virga.cli.output.Column;
import io.virga.cli.output.Details;
import io.virga.cli.output.Listing;
import io.virga.cli.resource.Body;
import io.virga.cli.resource.Finder;
import io.virga.cli.resource.Kind;
import io.virga.cli.resource.Things;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `virga image metadef namespace …`: namespaces are known by their names, they have no ids.
public final class MetadefNamespaces {

    public static final Kind KIND = Kind.of(Service.IMAGE, "/metadefs/namespaces", "", "namespaces")
            .labelled("image metadef namespace")
            .knownBy()
            .shownAs(namespace -> Details.of(namespace).without("self", "schema"));

    private MetadefNamespaces() {}

    /// What `create` and `set` both take.
    static final class Attributes {
        @Option(
                names = "--display-name",
                paramLabel = "<display-name>",
                description = "A user-friendly name for the namespace")
        private String displayName;

        @Option(names = "--description", paramLabel = "<description>", description = "A description of the namespace")
        private String description;

        @Option(names = "--public", description = "Everybody may read the namespace")
        private boolean everyone;

        @Option(names = "--private", description = "Only its project may read the namespace (default)")
        private boolean owner;

        @Option(names = "--protected", description = "Prevent the namespace from being deleted")
        private boolean isProtected;

        @Option(names = "--unprotected", description = "Allow the namespace to be deleted (default)")
        private boolean unprotected;

        Body addTo(Body body) {
            var open = Usage.either(everyone, owner, "--public and --private");
            return body.with("display_name", displayName)
                    .with("description", description)
                    .with("visibility", open == null ? null : open ? "public" : "private")
                    .with("protected", Usage.either(isProtected, unprotected, "--protected and --unprotected"));
        }
    }

    @Command(description = "Create a metadata definitions namespace")
    public static final class Create extends ShowCommand {
        @Parameters(index = "0", paramLabel = "<namespace>", description = "New namespace name")
        private String name;

        @Mixin
        private final Attributes attributes = new Attributes();

        @Override
        protected Details show() {
            var body = attributes.addTo(new Body().with("namespace", name));
            return KIND.shown(cloud.image().post(KIND.path(), body.json()));
        }
    }

    @Command(description = "List metadata definitions namespaces")
    public static final class ListAll extends ListCommand {
        @Option(
                names = "--resource-types",
                paramLabel = "<resource-types>",
                description = "Only namespaces with one of these resource types (comma-separated)")
        private String resourceTypes;

        @Option(
                names = "--visibility",
                paramLabel = "<visibility>",
                description = "Only namespaces of this visibility: public or private")
        private String visibility;

        @Override
        protected Listing list() {
            var wanted = Usage.oneOf(visibility, "--visibility", "public", "private");
            var query = Query.of("resource_types", resourceTypes).and("visibility", wanted);
            return Listing.of(List.of(Column.of("namespace", "namespace")), new Things(cloud, KIND).all(query));
        }
    }

    /// The API replaces the whole of what is said about a namespace, so what does not change is said again.
    @Command(description = "Update a metadata definitions namespace")
    public static final class Change extends ShowCommand {
        @Parameters(index = "0", paramLabel = "<namespace>", description = "Namespace to modify (name)")
        private String name;

        @Mixin
        private final Attributes attributes = new Attributes();

        @Override
        protected Details show() {
            var changes = attributes.addTo(new Body()).json();
            var found = new Finder(cloud).whole(KIND, name, Query.none());
            var body = new Body();
            for (var field : List.of("namespace", "display_name", "description", "visibility", "protected", "owner")) {
                body.with(field, found.get(field));
            }
            changes.properties().forEach(change -> body.with(change.getKey(), change.getValue()));
            return KIND.shown(cloud.image().put(KIND.at(found.path("namespace").asText()), body.json()));
        }
    }
}
