package io.virga.cli.image;

import io.virga.cli.auth.Query;
import io.virga.cli.command.ListCommand;
import io.virga.cli.command.SortKey;
import io.virga.cli.command.Usage;
import io.virga.cli.identity.Options;
import io.virga.cli.output.Column;
import io.virga.cli.output.Listing;
import io.virga.cli.resource.Finder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `virga image list`: filtered, sorted and cut off by the service, so that `--limit` counts what is shown.
@Command(description = "List available images")
public final class ImageList extends ListCommand {

    /// What the service takes for something else than the name of a property.
    private static final Set<String> TAKEN = Set.of("limit", "marker", "sort", "sort_key", "sort_dir");

    @Option(names = "--public", description = "List only public images")
    private boolean everyone;

    @Option(names = "--private", description = "List only private images")
    private boolean owner;

    @Option(names = "--community", description = "List only community images")
    private boolean community;

    @Option(names = "--shared", description = "List only shared images")
    private boolean shared;

    @Option(names = "--all", description = "List all images, community ones of others too")
    private boolean all;

    @Option(
            names = "--member-status",
            paramLabel = "<member-status>",
            description = "Of images that others share with you, those that you have answered so:"
                    + " accepted (default), pending, rejected, all")
    private String memberStatus;

    @Option(names = "--hidden", description = "List hidden images")
    private boolean hidden;

    @Option(names = "--name", paramLabel = "<name>", description = "Filter images based on name")
    private String name;

    @Option(names = "--status", paramLabel = "<status>", description = "Filter images based on status")
    private String status;

    @Option(
            names = "--tag",
            paramLabel = "<tag>",
            description = "Filter images based on tag (repeat for several: with all of them)")
    private List<String> tags = new ArrayList<>();

    @Option(
            names = "--property",
            paramLabel = "<key=value>",
            description = "Filter images based on a property or another field (repeat for several: with all of them)")
    private List<String> properties = new ArrayList<>();

    @Mixin
    private final Options.OfProject project = new Options.OfProject();

    @Option(
            names = "--sort",
            paramLabel = "<key>[:<direction>]",
            description = "Sort by these keys, each asc (default) or desc, with commas between (default: name:asc)")
    private String sort = "name:asc";

    @Option(names = "--limit", paramLabel = "<num-images>", description = "Maximum number of images to display")
    private Integer limit;

    @Option(
            names = "--marker",
            paramLabel = "<image>",
            description = "The last image of the previous page (name or ID): list those after it")
    private String marker;

    @Option(names = "--long", description = "List additional fields in output")
    private boolean detailed;

    @Override
    protected Listing list() {
        Usage.oneOf(memberStatus, "--member-status", "accepted", "pending", "rejected", "all");
        var most = Usage.limit(limit);
        var images = cloud.image().list("/images", query(), "images", most);
        return Listing.of(detailed ? everything() : brief(), images);
    }

    private Query query() {
        var order = SortKey.all(sort).stream().map(SortKey::toString).collect(Collectors.joining(","));
        var filters = filters();
        var query = Query.of("visibility", visibility())
                .and("name", name)
                .and("status", status)
                .and("member_status", memberStatus)
                .and("os_hidden", hidden ? "true" : null)
                .and("owner", project.id(cloud));
        for (var tag : tags) {
            query = query.and("tag", tag);
        }
        for (var filter : filters.entrySet()) {
            query = query.and(filter.getKey(), filter.getValue());
        }
        return query.and("sort", order)
                .and("limit", limit)
                .and("marker", marker == null ? null : new Finder(cloud).id(Images.KIND, marker));
    }

    private Map<String, String> filters() {
        var filters = Usage.pairs(properties, "--property");
        filters.keySet().stream().filter(TAKEN::contains).findFirst().ifPresent(key -> {
            throw Usage.wrong("images cannot be listed by a property that is called '" + key + "'");
        });
        return filters;
    }

    private String visibility() {
        if (everyone) {
            return "public";
        }
        if (owner) {
            return "private";
        }
        if (community) {
            return "community";
        }
        return shared ? "shared" : all ? "all" : null;
    }

    private static List<Column> brief() {
        return List.of(Column.of("ID", "id"), Column.of("Name", "name"), Column.of("Status", "status"));
    }

    private static List<Column> everything() {
        return List.of(
                Column.of("ID", "id"),
                Column.of("Name", "name"),
                Column.of("Disk Format", "disk_format"),
                Column.of("Container Format", "container_format"),
                Column.of("Size", "size"),
                Column.of("Checksum", "checksum"),
                Column.of("Status", "status"),
                Column.of("Visibility", "visibility"),
                Column.of("Protected", "protected"),
                Column.of("Project", "owner"),
                Column.of("Tags", "tags"));
    }
}
