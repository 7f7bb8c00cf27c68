package io.virga.cli.network;

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
import io.virga.cli.resource.Finder;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `virga subnet …`
public final class Subnets {

    private Subnets() {}

    /// The attributes that `create` and `set` both take.
    static final class Options {
        @Option(names = "--gateway", paramLabel = "<gateway>", description = "An address, 'auto' (default) or 'none'")
        private String gateway;

        @Option(names = "--dhcp", description = "Enable DHCP (default)")
        private boolean dhcp;

        @Option(names = "--no-dhcp", description = "Disable DHCP")
        private boolean noDhcp;

        @Option(
                names = "--dns-nameserver",
                paramLabel = "<dns-nameserver>",
                description = "DNS server (repeat for several)")
        private List<String> nameservers = new ArrayList<>();

        @Option(
                names = "--allocation-pool",
                paramLabel = "start=<ip>,end=<ip>",
                description = "Addresses for ports (repeat for several)")
        private List<String> pools = new ArrayList<>();

        @Option(
                names = "--host-route",
                paramLabel = "destination=<subnet>,gateway=<ip>",
                description = "Additional route (repeat for several)")
        private List<String> routes = new ArrayList<>();

        @Mixin
        private final Attributes attributes = new Attributes();

        ObjectNode body(Cloud cloud) {
            var body = attributes.body(cloud);
            Attributes.put(body, "enable_dhcp", Usage.either(dhcp, noDhcp, "--dhcp and --no-dhcp"));
            if ("none".equalsIgnoreCase(gateway)) {
                body.putNull("gateway_ip");
            } else if (!"auto".equalsIgnoreCase(gateway)) {
                Attributes.put(body, "gateway_ip", gateway);
            }
            if (!nameservers.isEmpty()) {
                nameservers.forEach(body.putArray("dns_nameservers")::add);
            }
            fields(body, "allocation_pools", pools, "--allocation-pool");
            routes.replaceAll(route -> route.replace("gateway=", "nexthop="));
            fields(body, "host_routes", routes, "--host-route");
            return body;
        }

        private static void fields(ObjectNode body, String name, List<String> arguments, String option) {
            for (var argument : arguments) {
                var fields = body.withArray(name).addObject();
                Usage.fields(argument, option).forEach(fields::put);
            }
        }
    }

    @Command(description = "Create a subnet")
    public static final class Create extends ShowCommand {
        @Parameters(index = "0", paramLabel = "<name>", description = "New subnet name")
        private String name;

        @Option(
                names = "--network",
                required = true,
                paramLabel = "<network>",
                description = "Network this subnet belongs to (name or ID)")
        private String network;

        @Option(
                names = "--subnet-range",
                required = true,
                paramLabel = "<subnet-range>",
                description = "Subnet range in CIDR notation")
        private String range;

        @Option(names = "--ip-version", paramLabel = "<4|6>", description = "IP version (default is 4)")
        private int version = 4;

        @Mixin
        private final Options options = new Options();

        @Override
        protected Details show() {
            var body = options.body(cloud).put("name", name).put("cidr", range).put("ip_version", version);
            body.put("network_id", new Finder(cloud).id(Kinds.NETWORK, network));
            return Kinds.SUBNET
                    .view()
                    .apply(cloud.network()
                            .post("/subnets", Api.wrapped("subnet", body))
                            .path("subnet"));
        }
    }

    @Command(description = "List subnets")
    public static final class ListAll extends ListCommand {
        @Option(
                names = "--network",
                paramLabel = "<network>",
                description = "List only subnets of this network (name or ID)")
        private String network;

        @Option(names = "--name", paramLabel = "<name>", description = "List only subnets of given name")
        private String name;

        @Option(
                names = "--project",
                paramLabel = "<project>",
                description = "List only subnets of this project (name or ID)")
        private String project;

        @Option(names = "--long", description = "List additional fields in output")
        private boolean detailed;

        @Override
        protected Listing list() {
            var finder = new Finder(cloud);
            var columns = new ArrayList<>(List.of(
                    Column.of("ID", "id"),
                    Column.of("Name", "name"),
                    Column.of("Network", "network_id"),
                    Column.of("Subnet", "cidr")));
            if (detailed) {
                columns.add(Column.of("Project", "project_id"));
                columns.add(Column.of("DHCP", "enable_dhcp"));
                columns.add(Column.of("Name Servers", "dns_nameservers"));
                columns.add(Column.of(
                        "Allocation Pools",
                        item -> Kinds.SUBNET
                                .view()
                                .apply(item)
                                .fields()
                                .getOrDefault("allocation_pools", Cell.text(""))));
                columns.add(Column.of("Host Routes", "host_routes"));
                columns.add(Column.of("IP Version", "ip_version"));
                columns.add(Column.of("Gateway", "gateway_ip"));
                columns.add(Column.of("Tags", "tags"));
            }
            var query = Query.of("network_id", network == null ? null : finder.id(Kinds.NETWORK, network))
                    .and("name", name)
                    .and("project_id", new Directory(cloud).project(project, null));
            return Listing.of(columns, cloud.network().list("/subnets", query, "subnets"));
        }
    }

    @Command(description = "Set subnet properties")
    public static final class Change extends CloudCommand {
        @Parameters(index = "0", paramLabel = "<subnet>", description = "Subnet to modify (name or ID)")
        private String subnet;

        @Option(names = "--name", paramLabel = "<name>", description = "Updated name of the subnet")
        private String name;

        @Mixin
        private final Options options = new Options();

        @Override
        protected void run() {
            var body = options.body(cloud);
            Attributes.put(body, "name", name);
            var id = new Finder(cloud).id(Kinds.SUBNET, subnet);
            cloud.network().put("/subnets/" + id, Api.wrapped("subnet", body));
        }
    }
}
