package io.virga.cli.compute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import io.virga.cli.auth.Api;
import io.virga.cli.auth.Query;
import io.virga.cli.auth.Service;
import io.virga.cli.command.ListCommand;
import io.virga.cli.command.ShowCommand;
import io.virga.cli.command.Usage;
import io.virga.cli.output.Cell;
import io.virga.cli.output.Column;
import io.virga.cli.output.Details;
import io.virga.cli.output.Listing;
import io.virga.cli.resource.Kind;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `virga flavor …`
public final class Flavors {

    public static final Kind KIND = Kind.of(Service.COMPUTE, "/flavors", "flavor", "flavors")
            .withoutNameFilter()
            .shownAs(Flavors::details);

    private Flavors() {}

    static Details details(JsonNode flavor) {
        return Details.of(flavor)
                .renamed("extra_specs", "properties")
                .shown("swap", swap -> swap.asText().isEmpty() ? Cell.of(IntNode.valueOf(0)) : Cell.of(swap));
    }

    @Command(description = "Create new flavor")
    public static final class Create extends ShowCommand {
        @Parameters(index = "0", paramLabel = "<flavor-name>", description = "New flavor name")
        private String name;

        @Option(names = "--id", paramLabel = "<id>", description = "Unique flavor ID; 'auto' makes a UUID (default)")
        private String id = "auto";

        @Option(names = "--ram", paramLabel = "<size-mb>", description = "Memory size in MB (default 256M)")
        private int ram = 256;

        @Option(names = "--disk", paramLabel = "<size-gb>", description = "Disk size in GB (default 0G)")
        private int disk;

        @Option(names = "--ephemeral", paramLabel = "<size-gb>", description = "Ephemeral disk size in GB (default 0G)")
        private int ephemeral;

        @Option(
                names = "--swap",
                paramLabel = "<size-mb>",
                description = "Additional swap space size in MB (default 0M)")
        private int swap;

        @Option(names = "--vcpus", paramLabel = "<vcpus>", description = "Number of vcpus (default 1)")
        private int vcpus = 1;

        @Option(names = "--rxtx-factor", paramLabel = "<factor>", description = "RX/TX factor (default 1.0)")
        private double rxtxFactor = 1.0;

        @Option(names = "--public", description = "Flavor is available to other projects (default)")
        private boolean isPublic;

        @Option(names = "--private", description = "Flavor is not available to other projects")
        private boolean isPrivate;

        @Option(names = "--property", paramLabel = "<key=value>", description = "Property to add (repeat for several)")
        private List<String> properties = new ArrayList<>();

        @Override
        protected Details show() {
            var open = Usage.either(isPublic, isPrivate, "--public and --private");
            var extraSpecs = Usage.pairs(properties, "--property");
            var body = Api.object()
                    .put("name", name)
                    .put("id", id.equals("auto") ? null : id)
                    .put("ram", ram)
                    .put("vcpus", vcpus)
                    .put("disk", disk)
                    .put("swap", swap)
                    .put("rxtx_factor", rxtxFactor)
                    .put("OS-FLV-EXT-DATA:ephemeral", ephemeral)
                    .put("os-flavor-access:is_public", open == null || open);
            var flavor = KIND.unwrap(cloud.compute().post("/flavors", Api.wrapped("flavor", body)));
            var details = details(flavor);
            if (!extraSpecs.isEmpty()) {
                var specs = Api.object();
                extraSpecs.forEach(specs::put);
                var path = "/flavors/" + flavor.path("id").asText() + "/os-extra_specs";
                details.with(
                        "properties",
                        Cell.of(cloud.compute()
                                .post(path, Api.wrapped("extra_specs", specs))
                                .path("extra_specs")));
            }
            return details;
        }
    }

    @Command(description = "List flavors")
    public static final class ListAll extends ListCommand {
        @Option(names = "--public", description = "List only public flavors (default)")
        private boolean isPublic;

        @Option(names = "--private", description = "List only private flavors")
        private boolean isPrivate;

        @Option(names = "--all", description = "List all flavors, whether public or private")
        private boolean all;

        @Option(names = "--long", description = "List additional fields in output")
        private boolean detailed;

        @Override
        protected Listing list() {
            var columns = new ArrayList<>(List.of(
                    Column.of("ID", "id"),
                    Column.of("Name", "name"),
                    Column.of("RAM", "ram"),
                    Column.of("Disk", "disk"),
                    Column.of("Ephemeral", "OS-FLV-EXT-DATA:ephemeral"),
                    Column.of("VCPUs", "vcpus"),
                    Column.of("Is Public", "os-flavor-access:is_public")));
            if (detailed) {
                columns.add(Column.of("Swap", "swap"));
                columns.add(Column.of("RXTX Factor", "rxtx_factor"));
                columns.add(Column.of("Properties", flavor -> Cell.of(extraSpecs(flavor))));
            }
            var query = all ? Query.of("is_public", "None") : isPrivate ? Query.of("is_public", "False") : Query.none();
            return Listing.of(columns, cloud.compute().list("/flavors/detail", query, "flavors"));
        }

        private JsonNode extraSpecs(JsonNode flavor) {
            return flavor.has("extra_specs")
                    ? flavor.path("extra_specs")
                    : cloud.compute()
                            .get("/flavors/" + flavor.path("id").asText() + "/os-extra_specs")
                            .path("extra_specs");
        }
    }
}
