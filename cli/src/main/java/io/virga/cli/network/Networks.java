package io.virga.cli.network;

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

/// `virga network …` and `virga extension list --network`
public final class Networks {

    private Networks() {}

    /// The attributes that `create` and `set` both take.
    static final class Options {
        @Option(names = "--share", description = "Share the network between projects")
        private boolean share;

        @Option(names = "--no-share", description = "Do not share the network between projects")
        private boolean noShare;

        @Option(names = "--external", description = "Set this network as an external network")
        private boolean external;

        @Option(names = "--internal", description = "Set this network as an internal network (default)")
        private boolean internal;

        @Option(names = "--mtu", paramLabel = "<mtu>", description = "Set network mtu")
        private Integer mtu;

        @Option(names = "--enable-port-security", description = "Enable port security by default (default)")
        private boolean portSecurity;

        @Option(names = "--disable-port-security", description = "Disable port security by default")
        private boolean noPortSecurity;

        @Option(names = "--provider-network-type", paramLabel = "<type>", description = "flat, geneve, vlan, local")
        private String providerType;

        @Option(
                names = "--provider-physical-network",
                paramLabel = "<name>",
                description = "Name of the physical network")
        private String physicalNetwork;

        @Option(names = "--provider-segment", paramLabel = "<segment>", description = "VLAN ID or tunnel ID")
        private Integer segment;

        @Mixin
        private final Attributes attributes = new Attributes();

        @Mixin
        private final Attributes.Switch onOff = new Attributes.Switch();

        ObjectNode body(Cloud cloud) {
            var body = attributes.body(cloud);
            onOff.addTo(body);
            Attributes.put(body, "shared", Usage.either(share, noShare, "--share and --no-share"));
            Attributes.put(body, "router:external", Usage.either(external, internal, "--external and --internal"));
            Attributes.put(
                    body,
                    "port_security_enabled",
                    Usage.either(portSecurity, noPortSecurity, "--enable-port-security and --disable-port-security"));
            Attributes.put(body, "mtu", mtu);
            Attributes.put(body, "provider:network_type", providerType);
            Attributes.put(body, "provider:physical_network", physicalNetwork);
            Attributes.put(body, "provider:segmentation_id", segment);
            return body;
        }
    }

    @Command(description = "Create new network")
    public static final class Create extends ShowCommand {
        @Parameters(index = "0", paramLabel = "<name>", description = "New network name")
        private String name;

        @Mixin
        private final Options options = new Options();

        @Override
        protected Details show() {
            var body = options.body(cloud).put("name", name);
            return Kinds.NETWORK
                    .view()
                    .apply(cloud.network()
                            .post("/networks", Api.wrapped("network", body))
                            .path("network"));
        }
    }

    @Command(description = "List networks")
    public static final class ListAll extends ListCommand {
        @Option(names = "--external", description = "List only external networks")
        private boolean external;

        @Option(names = "--internal", description = "List only internal networks")
        private boolean internal;

        @Option(names = "--share", description = "List only networks shared between projects")
        private boolean share;

        @Option(names = "--name", paramLabel = "<name>", description = "List only networks of given name")
        private String name;

        @Option(
                names = "--project",
                paramLabel = "<project>",
                description = "List networks of this project (name or ID)")
        private String project;

        @Option(names = "--long", description = "List additional fields in output")
        private boolean detailed;

        @Override
        protected Listing list() {
            var query = Query.of("router:external", Usage.either(external, internal, "--external and --internal"))
                    .and("shared", share ? true : null)
                    .and("name", name)
                    .and("project_id", new Directory(cloud).project(project, null));
            return Listing.of(detailed ? everything() : brief(), cloud.network().list("/networks", query, "networks"));
        }

        private static List<Column> brief() {
            return List.of(Column.of("ID", "id"), Column.of("Name", "name"), Column.of("Subnets", "subnets"));
        }

        private static List<Column> everything() {
            return List.of(
                    Column.of("ID", "id"),
                    Column.of("Name", "name"),
                    Column.of("Status", "status"),
                    Column.of("Project", "project_id"),
                    Column.of("State", item -> Kinds.state(item.path("admin_state_up"))),
                    Column.of("Shared", "shared"),
                    Column.of("Subnets", "subnets"),
                    Column.of("Network Type", "provider:network_type"),
                    Column.of("Router Type", item -> Kinds.external(item.path("router:external"))),
                    Column.of("Availability Zones", "availability_zones"),
                    Column.of("Tags", "tags"));
        }
    }

    @Command(description = "Set network properties")
    public static final class Change extends CloudCommand {
        @Parameters(index = "0", paramLabel = "<network>", description = "Network to modify (name or ID)")
        private String network;

        @Option(names = "--name", paramLabel = "<name>", description = "Set network name")
        private String name;

        @Mixin
        private final Options options = new Options();

        @Override
        protected void run() {
            var body = options.body(cloud);
            Attributes.put(body, "name", name);
            var id = new Finder(cloud).id(Kinds.NETWORK, network);
            cloud.network().put("/networks/" + id, Api.wrapped("network", body));
        }
    }

    @Command(description = "List API extensions")
    public static final class Extensions extends ListCommand {
        @Option(names = "--network", description = "List extensions for the Network API (default)")
        private boolean network;

        @Option(names = "--compute", description = "List extensions for the Compute API")
        private boolean compute;

        @Override
        protected Listing list() {
            var columns = List.of(
                    Column.of("Name", "name"), Column.of("Alias", "alias"), Column.of("Description", "description"));
            List<JsonNode> found = new ArrayList<>();
            if (compute) {
                found.addAll(cloud.compute().list("/extensions", Query.none(), "extensions"));
            }
            if (network || !compute) {
                found.addAll(cloud.network().list("/extensions", Query.none(), "extensions"));
            }
            return Listing.of(columns, found);
        }
    }
}
