package io.virga.cli.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.virga.cli.auth.Api;
import io.virga.cli.auth.Query;
import io.virga.cli.command.ListCommand;
import io.virga.cli.compute.Flavors;
import io.virga.cli.identity.Directory;
import io.virga.cli.image.Images;
import io.virga.cli.output.Cell;
import io.virga.cli.output.Column;
import io.virga.cli.output.Listing;
import io.virga.cli.resource.Finder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `virga server list`
@Command(description = "List servers")
public final class ServerList extends ListCommand {

    private static final String WITH_TAGS = "2.26";

    @Option(names = "--name", paramLabel = "<name-regex>", description = "Regular expression to match names")
    private String name;

    @Option(names = "--status", paramLabel = "<status>", description = "Search by server status")
    private String status;

    @Option(names = "--flavor", paramLabel = "<flavor>", description = "Search by flavor (name or ID)")
    private String flavor;

    @Option(names = "--image", paramLabel = "<image>", description = "Search by image (name or ID)")
    private String image;

    @Option(names = "--host", paramLabel = "<hostname>", description = "Search by hostname (admin only)")
    private String host;

    @Option(names = "--ip", paramLabel = "<ip-address-regex>", description = "Regular expression to match IP addresses")
    private String ip;

    @Option(names = "--all-projects", description = "Include all projects (admin only)")
    private boolean allProjects;

    @Option(names = "--project", paramLabel = "<project>", description = "Search by project (admin only) (name or ID)")
    private String project;

    @Option(
            names = "--tags",
            paramLabel = "<tag>",
            description = "Only list servers with this tag (repeat for several: with all of them)")
    private List<String> tags = new ArrayList<>();

    @Option(
            names = "--not-tags",
            paramLabel = "<tag>",
            description = "Only list servers without this tag (repeat for several: without all of them)")
    private List<String> notTags = new ArrayList<>();

    @Option(names = "--long", description = "List additional fields in output")
    private boolean detailed;

    @Option(
            names = {"-n", "--no-name-lookup"},
            description = "Skip flavor and image name lookup")
    private boolean noLookup;

    private final Map<String, String> names = new HashMap<>();

    @Override
    protected Listing list() {
        var finder = new Finder(cloud);
        var query = Query.of("name", name)
                .and("status", status)
                .and("flavor", flavor == null ? null : finder.id(Flavors.KIND, flavor))
                .and("image", image == null ? null : finder.id(Images.KIND, image))
                .and("host", host)
                .and("ip", ip)
                .and("all_tenants", allProjects || project != null ? "True" : null)
                .and("tenant_id", new Directory(cloud).project(project, null))
                .and("tags", tags.isEmpty() ? null : String.join(",", tags))
                .and("not-tags", notTags.isEmpty() ? null : String.join(",", notTags));
        var compute = tags.isEmpty() && notTags.isEmpty()
                ? cloud.compute()
                : cloud.compute().at(WITH_TAGS);
        return Listing.of(columns(), compute.list("/servers/detail", query, "servers"));
    }

    private List<Column> columns() {
        var columns = new ArrayList<>(
                List.of(Column.of("ID", "id"), Column.of("Name", "name"), Column.of("Status", "status")));
        if (detailed) {
            columns.add(Column.of("Task State", "OS-EXT-STS:task_state"));
            columns.add(Column.of("Power State", item -> Servers.powerState(item.path("OS-EXT-STS:power_state"))));
        }
        columns.add(Column.of("Networks", Servers::addresses));
        columns.add(Column.of(detailed ? "Image Name" : "Image", this::imageName));
        if (detailed) {
            columns.add(Column.of("Image ID", item -> Cell.of(item.path("image").path("id"))));
        }
        columns.add(Column.of(detailed ? "Flavor Name" : "Flavor", this::flavorName));
        if (detailed) {
            columns.add(
                    Column.of("Flavor ID", item -> Cell.of(item.path("flavor").path("id"))));
            columns.add(Column.of("Availability Zone", "OS-EXT-AZ:availability_zone"));
            columns.add(Column.of("Host", "OS-EXT-SRV-ATTR:host"));
            columns.add(Column.of("Properties", "metadata"));
        }
        addAsked(columns);
        return columns;
    }

    /// Columns that are shown only when `-c` names them.
    private void addAsked(List<Column> columns) {
        var hidden = new ArrayList<>(List.of(
                Column.of("Project ID", "tenant_id"),
                Column.of("User ID", "user_id"),
                Column.of("Created At", "created"),
                Column.of("Security Groups", "security_groups")));
        if (!detailed) {
            hidden.add(Column.of("Task State", "OS-EXT-STS:task_state"));
            hidden.add(Column.of("Power State", item -> Servers.powerState(item.path("OS-EXT-STS:power_state"))));
            hidden.add(Column.of("Availability Zone", "OS-EXT-AZ:availability_zone"));
            hidden.add(Column.of("Host", "OS-EXT-SRV-ATTR:host"));
            hidden.add(Column.of("Properties", "metadata"));
        }
        hidden.stream().filter(column -> output.asksFor(column.header())).forEach(columns::add);
    }

    private Cell imageName(JsonNode server) {
        var id = server.path("image").path("id").asText("");
        return Cell.text(id.isEmpty() ? Servers.FROM_VOLUME : name(cloud.image(), "/images/", "", id));
    }

    private Cell flavorName(JsonNode server) {
        var embedded = server.path("flavor").path("original_name").asText("");
        var id = server.path("flavor").path("id").asText("");
        return Cell.text(embedded.isEmpty() ? name(cloud.compute(), "/flavors/", "flavor", id) : embedded);
    }

    /// Servers share few images and flavors, so each is asked for once. What is deleted by now shows as its id.
    private String name(Api api, String path, String envelope, String id) {
        if (noLookup) {
            return id;
        }
        return names.computeIfAbsent(path + id, key -> {
            var found = api.find(path + Query.encoded(id)).orElse(MissingNode.getInstance());
            return (envelope.isEmpty() ? found : found.path(envelope))
                    .path("name")
                    .asText(id);
        });
    }
}
