package io.virga.cli.compute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.virga.cli.auth.Api;
import io.virga.cli.auth.Cloud;
import io.virga.cli.auth.Query;
import io.virga.cli.auth.Service;
import io.virga.cli.command.CloudCommand;
import io.virga.cli.command.ListCommand;
import io.virga.cli.command.ShowCommand;
import io.virga.cli.command.Usage;
import io.virga.cli.image.Images;
import io.virga.cli.output.Column;
import io.virga.cli.output.Details;
import io.virga.cli.output.Listing;
import io.virga.cli.resource.Finder;
import io.virga.cli.resource.Kind;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `virga aggregate …`: groups of hosts, and the images that they shall have.
public final class Aggregates {

    public static final Kind KIND = Kind.of(Service.COMPUTE, "/os-aggregates", "aggregate", "aggregates")
            .withoutNameFilter()
            .shownAs(Aggregates::details);

    private Aggregates() {}

    static Details details(JsonNode aggregate) {
        return Details.of(aggregate).renamed("metadata", "properties");
    }

    private static String path(Cloud cloud, String aggregate) {
        return KIND.at(new Finder(cloud).id(KIND, aggregate));
    }

    private static JsonNode act(Cloud cloud, String path, String action, ObjectNode content) {
        return cloud.compute().post(path + "/action", Api.wrapped(action, content));
    }

    private static JsonNode describe(Cloud cloud, String path, ObjectNode metadata) {
        return act(cloud, path, "set_metadata", Api.wrapped("metadata", metadata));
    }

    private static ObjectNode metadata(List<String> properties) {
        var metadata = Api.object();
        Usage.pairs(properties, "--property").forEach(metadata::put);
        return metadata;
    }

    @Command(description = "Create a new aggregate")
    public static final class Create extends ShowCommand {
        @Parameters(index = "0", paramLabel = "<name>", description = "New aggregate name")
        private String name;

        @Option(names = "--zone", paramLabel = "<availability-zone>", description = "Availability zone name")
        private String zone;

        @Option(names = "--property", paramLabel = "<key=value>", description = "Property to add (repeat for several)")
        private List<String> properties = new ArrayList<>();

        @Override
        protected Details show() {
            var metadata = metadata(properties);
            var body = Api.object().put("name", name).put("availability_zone", zone);
            var answer = cloud.compute().post("/os-aggregates", Api.wrapped("aggregate", body));
            if (!metadata.isEmpty()) {
                answer = describe(cloud, KIND.at(KIND.unwrap(answer).path("id").asText()), metadata);
            }
            return KIND.shown(answer);
        }
    }

    @Command(description = "List all aggregates")
    public static final class ListAll extends ListCommand {
        @Option(names = "--long", description = "List additional fields in output")
        private boolean detailed;

        @Override
        protected Listing list() {
            var columns =
                    new ArrayList<>(Column.all("ID", "id", "Name", "name", "Availability Zone", "availability_zone"));
            if (detailed) {
                columns.addAll(Column.all("Properties", "metadata", "Hosts", "hosts"));
            }
            return Listing.of(columns, cloud.compute().list("/os-aggregates", Query.none(), "aggregates"));
        }
    }

    @Command(description = "Set aggregate properties")
    public static final class Change extends CloudCommand {
        @Parameters(index = "0", paramLabel = "<aggregate>", description = "Aggregate to modify (name or ID)")
        private String aggregate;

        @Option(names = "--name", paramLabel = "<name>", description = "Set aggregate name")
        private String name;

        @Option(names = "--zone", paramLabel = "<availability-zone>", description = "Set availability zone name")
        private String zone;

        @Option(names = "--property", paramLabel = "<key=value>", description = "Property to set (repeat for several)")
        private List<String> properties = new ArrayList<>();

        @Override
        protected void run() {
            var metadata = metadata(properties);
            if (name == null && zone == null && metadata.isEmpty()) {
                throw Usage.wrong("nothing to set: give --name, --zone or --property");
            }
            var path = path(cloud, aggregate);
            var body = Api.object();
            if (name != null) {
                body.put("name", name);
            }
            if (zone != null) {
                body.put("availability_zone", zone);
            }
            if (!body.isEmpty()) {
                cloud.compute().put(path, Api.wrapped("aggregate", body));
            }
            if (!metadata.isEmpty()) {
                describe(cloud, path, metadata);
            }
        }
    }

    @Command(description = "Unset aggregate properties")
    public static final class Unset extends CloudCommand {
        @Parameters(index = "0", paramLabel = "<aggregate>", description = "Aggregate to modify (name or ID)")
        private String aggregate;

        @Option(names = "--property", paramLabel = "<key>", required = true, description = "Property to remove")
        private List<String> properties = new ArrayList<>();

        @Override
        protected void run() {
            var metadata = Api.object();
            properties.forEach(metadata::putNull);
            describe(cloud, path(cloud, aggregate), metadata);
        }
    }

    /// `aggregate add host` and `aggregate remove host`.
    @Command(description = "Add a host to an aggregate, or remove it")
    public static final class Host extends ShowCommand {
        private final String action;

        @Parameters(index = "0", paramLabel = "<aggregate>", description = "Aggregate (name or ID)")
        private String aggregate;

        @Parameters(index = "1", paramLabel = "<host>", description = "Host")
        private String host;

        public Host(String action) {
            this.action = action;
        }

        @Override
        protected Details show() {
            var body = Api.object().put("host", host);
            return KIND.shown(act(cloud, path(cloud, aggregate), action, body));
        }
    }

    @Command(description = "Bring images to all hosts of an aggregate before they are booted from")
    public static final class CacheImages extends CloudCommand {
        @Parameters(index = "0", paramLabel = "<aggregate>", description = "Aggregate (name or ID)")
        private String aggregate;

        @Parameters(index = "1..*", arity = "1..*", paramLabel = "<image>", description = "Images (name or ID)")
        private List<String> images;

        @Override
        protected void run() {
            var finder = new Finder(cloud);
            var body = Api.object();
            var wanted = body.putArray("cache");
            images.forEach(image -> wanted.addObject().put("id", finder.id(Images.KIND, image)));
            cloud.compute().post(path(cloud, aggregate) + "/images", body);
        }
    }

    @Command(description = "Show how far an aggregate's hosts are with the images that they shall cache")
    public static final class CachedImages extends ListCommand {
        @Parameters(index = "0", paramLabel = "<aggregate>", description = "Aggregate (name or ID)")
        private String aggregate;

        @Override
        protected Listing list() {
            return Listing.of(
                    Column.all(
                            "Host", "host", "Image", "id", "Status", "status", "Bytes", "bytes", "Size", "size",
                            "Message", "message"),
                    cloud.compute().list(path(cloud, aggregate) + "/images", Query.none(), "images"));
        }
    }
}
