package io.virga.cli.network;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.virga.cli.auth.Api;
import io.virga.cli.auth.Query;
import io.virga.cli.command.ListCommand;
import io.virga.cli.command.ShowCommand;
import io.virga.cli.command.Usage;
import io.virga.cli.identity.Directory;
import io.virga.cli.output.Column;
import io.virga.cli.output.Details;
import io.virga.cli.output.Listing;
import io.virga.cli.resource.Finder;
import io.virga.cli.server.Servers;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `virga port …`
public final class Ports {

    private Ports() {}

    @Command(description = "Create a new port")
    public static final class Create extends ShowCommand {
        @Parameters(index = "0", paramLabel = "<name>", description = "Name of this port")
        private String name;

        @Option(
                names = "--network",
                required = true,
                paramLabel = "<network>",
                description = "Network this port belongs to (name or ID)")
        private String network;

        @Option(
                names = "--fixed-ip",
                paramLabel = "subnet=<subnet>,ip-address=<ip-address>",
                description = "Desired IP and/or subnet (repeat for several)")
        private List<String> fixedIps = new ArrayList<>();

        @Option(
                names = "--mac-address",
                paramLabel = "<mac-address>",
                description = "MAC address of this port (admin only)")
        private String mac;

        @Option(
                names = "--security-group",
                paramLabel = "<security-group>",
                description = "Security group (name or ID; repeat for several)")
        private List<String> groups = new ArrayList<>();

        @Option(names = "--no-security-group", description = "Associate no security groups with this port")
        private boolean noGroup;

        @Option(names = "--device", paramLabel = "<device-id>", description = "Port device ID")
        private String device;

        @Option(names = "--device-owner", paramLabel = "<device-owner>", description = "Device owner of this port")
        private String owner;

        @Option(names = "--disable-port-security", description = "Disable port security for this port")
        private boolean noPortSecurity;

        @Mixin
        private final Attributes attributes = new Attributes();

        @Mixin
        private final Attributes.Switch onOff = new Attributes.Switch();

        @Override
        protected Details show() {
            var finder = new Finder(cloud);
            var body = attributes.body(cloud).put("name", name);
            onOff.addTo(body);
            body.put("network_id", finder.id(Kinds.NETWORK, network));
            Attributes.put(body, "mac_address", mac);
            Attributes.put(body, "device_id", device);
            Attributes.put(body, "device_owner", owner);
            Attributes.put(body, "port_security_enabled", noPortSecurity ? Boolean.FALSE : null);
            fixedIps.forEach(argument -> addFixedIp(body, argument, finder));
            if (noGroup) {
                body.putArray("security_groups");
            }
            groups.forEach(group -> body.withArray("security_groups").add(finder.id(Kinds.GROUP, group)));
            return Kinds.PORT
                    .view()
                    .apply(cloud.network()
                            .post("/ports", Api.wrapped("port", body))
                            .path("port"));
        }
    }

    /// `subnet=<name or id>,ip-address=<address>`, either part optional.
    static void addFixedIp(ObjectNode body, String argument, Finder finder) {
        var fields = Usage.fields(argument, "--fixed-ip");
        var fixedIp = body.withArray("fixed_ips").addObject();
        fields.forEach((name, value) -> {
            switch (name) {
                case "subnet" -> fixedIp.put("subnet_id", finder.id(Kinds.SUBNET, value));
                case "ip-address" -> fixedIp.put("ip_address", value);
                default -> throw Usage.wrong("--fixed-ip knows subnet and ip-address, not '" + name + "'");
            }
        });
    }

    @Command(description = "List ports")
    public static final class ListAll extends ListCommand {
        @Option(
                names = "--network",
                paramLabel = "<network>",
                description = "List only ports connected to this network (name or ID)")
        private String network;

        @Option(
                names = "--server",
                paramLabel = "<server>",
                description = "List only ports attached to this server (name or ID)")
        private String server;

        @Option(
                names = "--router",
                paramLabel = "<router>",
                description = "List only ports attached to this router (name or ID)")
        private String router;

        @Option(
                names = "--device-id",
                paramLabel = "<device-id>",
                description = "List only ports with the specified device ID")
        private String device;

        @Option(
                names = "--device-owner",
                paramLabel = "<device-owner>",
                description = "List only ports with the specified device owner")
        private String owner;

        @Option(
                names = "--mac-address",
                paramLabel = "<mac-address>",
                description = "List only ports with this MAC address")
        private String mac;

        @Option(
                names = "--project",
                paramLabel = "<project>",
                description = "List only ports of this project (name or ID)")
        private String project;

        @Option(names = "--name", paramLabel = "<name>", description = "List only ports of given name")
        private String name;

        @Option(names = "--long", description = "List additional fields in output")
        private boolean detailed;

        @Override
        protected Listing list() {
            var finder = new Finder(cloud);
            var columns = new ArrayList<>(List.of(
                    Column.of("ID", "id"),
                    Column.of("Name", "name"),
                    Column.of("MAC Address", "mac_address"),
                    Column.of("Fixed IP Addresses", "fixed_ips"),
                    Column.of("Status", "status")));
            if (detailed) {
                columns.add(Column.of("Security Groups", "security_groups"));
                columns.add(Column.of("Device Owner", "device_owner"));
                columns.add(Column.of("Tags", "tags"));
            }
            var query = Query.of("network_id", network == null ? null : finder.id(Kinds.NETWORK, network))
                    .and("device_id", device(finder))
                    .and("device_owner", owner)
                    .and("mac_address", mac)
                    .and("name", name)
                    .and("project_id", new Directory(cloud).project(project, null));
            return Listing.of(columns, cloud.network().list("/ports", query, "ports"));
        }

        private String device(Finder finder) {
            if (server != null) {
                return finder.id(Servers.KIND, server);
            }
            return router != null ? finder.id(Kinds.ROUTER, router) : device;
        }
    }
}
