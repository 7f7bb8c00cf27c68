package io.virga.cli.compute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.virga.cli.auth.Api;
import io.virga.cli.auth.Cloud;
import io.virga.cli.auth.Query;
import io.virga.cli.command.CloudCommand;
import io.virga.cli.command.ListCommand;
import io.virga.cli.command.ShowCommand;
import io.virga.cli.command.Usage;
import io.virga.cli.identity.Directory;
import io.virga.cli.output.Cell;
import io.virga.cli.output.Column;
import io.virga.cli.output.Details;
import io.virga.cli.output.Listing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `virga quota …` and `virga limits …`: how much a project may have, and has.
public final class Quotas {

    /// The network service's words on the left, those of `openstack quota` on the right.
    private static final Map<String, String> NETWORK_NAMES = Map.ofEntries(
            Map.entry("floatingip", "floating-ips"),
            Map.entry("network", "networks"),
            Map.entry("port", "ports"),
            Map.entry("rbac_policy", "rbac_policies"),
            Map.entry("router", "routers"),
            Map.entry("security_group", "secgroups"),
            Map.entry("security_group_rule", "secgroup-rules"),
            Map.entry("subnet", "subnets"),
            Map.entry("subnetpool", "subnet_pools"));

    private static final Map<String, String> COMPUTE_NAMES = Map.of(
            "injected_file_content_bytes", "injected-file-size",
            "injected_file_path_bytes", "injected-path-size",
            "injected_files", "injected-files",
            "key_pairs", "key-pairs",
            "metadata_items", "properties",
            "server_group_members", "server-group-members",
            "server_groups", "server-groups",
            "floating_ips", "floating-ips",
            "security_groups", "secgroups",
            "security_group_rules", "secgroup-rules");

    private Quotas() {}

    private static String project(Cloud cloud, String named) {
        return named == null ? cloud.token().projectId() : new Directory(cloud).project(named, null);
    }

    @Command(description = "Show quotas for project")
    public static final class Show extends ShowCommand {
        @Parameters(index = "0", arity = "0..1", paramLabel = "<project>", description = "Project (name or ID)")
        private String named;

        @Option(names = "--default", description = "Show default quotas for <project>")
        private boolean defaults;

        @Override
        protected Details show() {
            var project = project(cloud, named);
            var suffix = project + (defaults ? "/%s" : "");
            var details = new Details();
            var compute = cloud.compute().get("/os-quota-sets/" + suffix.replace("%s", "defaults"));
            add(details, compute.path("quota_set"), COMPUTE_NAMES);
            var network = cloud.network().get("/quotas/" + suffix.replace("%s", "default"));
            add(details, network.path("quota"), NETWORK_NAMES);
            return details.without("id", "project_id").with("project", project);
        }

        private static void add(Details details, JsonNode quotas, Map<String, String> names) {
            Details.of(quotas).fields().forEach((name, cell) -> details.with(names.getOrDefault(name, name), cell));
        }
    }

    @Command(description = "Set quotas for project")
    public static final class Change extends CloudCommand {
        @Parameters(index = "0", paramLabel = "<project>", description = "Set quotas for this project (name or ID)")
        private String named;

        @Option(names = "--cores", paramLabel = "<cores>", description = "New value for the cores quota")
        private Integer cores;

        @Option(names = "--instances", paramLabel = "<instances>", description = "New value for the instances quota")
        private Integer instances;

        @Option(names = "--ram", paramLabel = "<ram>", description = "New value for the ram quota")
        private Integer ram;

        @Option(names = "--key-pairs", paramLabel = "<key-pairs>", description = "New value for the key-pairs quota")
        private Integer keyPairs;

        @Option(names = "--properties", paramLabel = "<properties>", description = "New value for the properties quota")
        private Integer properties;

        @Option(names = "--networks", paramLabel = "<networks>", description = "New value for the networks quota")
        private Integer networks;

        @Option(names = "--subnets", paramLabel = "<subnets>", description = "New value for the subnets quota")
        private Integer subnets;

        @Option(names = "--ports", paramLabel = "<ports>", description = "New value for the ports quota")
        private Integer ports;

        @Option(names = "--routers", paramLabel = "<routers>", description = "New value for the routers quota")
        private Integer routers;

        @Option(
                names = "--floating-ips",
                paramLabel = "<floating-ips>",
                description = "New value for the floating-ips quota")
        private Integer floatingIps;

        @Option(names = "--secgroups", paramLabel = "<secgroups>", description = "New value for the secgroups quota")
        private Integer groups;

        @Option(
                names = "--secgroup-rules",
                paramLabel = "<secgroup-rules>",
                description = "New value for the secgroup-rules quota")
        private Integer rules;

        @Option(names = "--force", description = "Set quotas below what is used already")
        private boolean force;

        @Override
        protected void run() {
            var compute = Api.object();
            put(compute, "cores", cores);
            put(compute, "instances", instances);
            put(compute, "ram", ram);
            put(compute, "key_pairs", keyPairs);
            put(compute, "metadata_items", properties);
            var network = Api.object();
            put(network, "network", networks);
            put(network, "subnet", subnets);
            put(network, "port", ports);
            put(network, "router", routers);
            put(network, "floatingip", floatingIps);
            put(network, "security_group", groups);
            put(network, "security_group_rule", rules);
            if (compute.isEmpty() && network.isEmpty()) {
                throw Usage.wrong("nothing to set: give at least one quota");
            }
            store(project(cloud, named), compute, network);
        }

        private void store(String project, ObjectNode compute, ObjectNode network) {
            if (!compute.isEmpty()) {
                if (force) {
                    compute.put("force", true);
                }
                cloud.compute().put("/os-quota-sets/" + project, Api.wrapped("quota_set", compute));
            }
            if (!network.isEmpty()) {
                cloud.network().put("/quotas/" + project, Api.wrapped("quota", network));
            }
        }

        private static void put(ObjectNode body, String field, Integer value) {
            if (value != null) {
                body.put(field, value);
            }
        }
    }

    @Command(description = "Show compute limits")
    public static final class Limits extends ListCommand {
        @Option(names = "--absolute", description = "Show absolute limits (default)")
        private boolean absolute;

        @Option(names = "--rate", description = "Show rate limits")
        private boolean rate;

        @Option(
                names = "--project",
                paramLabel = "<project>",
                description = "Show limits for this project (name or ID)")
        private String named;

        @Override
        protected Listing list() {
            if (absolute && rate) {
                throw Usage.wrong("--absolute and --rate cannot be used together");
            }
            var query = Query.of("tenant_id", named == null ? null : project(cloud, named));
            var limits = cloud.compute().get("/limits" + query).path("limits");
            if (rate) {
                return Listing.of(rateColumns(), rates(limits.path("rate")));
            }
            List<JsonNode> items = new ArrayList<>();
            limits.path("absolute")
                    .properties()
                    .forEach(limit ->
                            items.add(Api.object().put("name", limit.getKey()).set("value", limit.getValue())));
            return Listing.of(List.of(Column.of("Name", "name"), Column.of("Value", "value")), items);
        }

        private static List<Column> rateColumns() {
            return List.of(
                    Column.of("Verb", "verb"),
                    Column.of("URI", item -> Cell.of(item.path("uri"))),
                    Column.of("Value", "value"),
                    Column.of("Remain", "remaining"),
                    Column.of("Unit", "unit"),
                    Column.of("Next Available", "next-available"));
        }

        private static List<JsonNode> rates(JsonNode rates) {
            List<JsonNode> items = new ArrayList<>();
            rates.forEach(rate -> rate.path("limit")
                    .forEach(limit -> items.add(((ObjectNode) limit.deepCopy()).set("uri", rate.path("uri")))));
            return items;
        }
    }
}
