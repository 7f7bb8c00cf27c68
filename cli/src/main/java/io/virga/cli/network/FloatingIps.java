package io.virga.cli.network;

import com.fasterxml.jackson.databind.JsonNode;
import io.virga.cli.auth.Api;
import io.virga.cli.auth.Cloud;
import io.virga.cli.auth.Query;
import io.virga.cli.command.CloudCommand;
import io.virga.cli.command.ListCommand;
import io.virga.cli.command.ShowCommand;
import io.virga.cli.failure.CliFailure;
import io.virga.cli.identity.Directory;
import io.virga.cli.output.Column;
import io.virga.cli.output.Details;
import io.virga.cli.output.Listing;
import io.virga.cli.resource.Each;
import io.virga.cli.resource.Finder;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `virga floating ip …`
public final class FloatingIps {

    private FloatingIps() {}

    /// Finds a floating IP by its id or by the address itself.
    public static String id(Cloud cloud, String addressOrId) {
        return find(cloud, addressOrId).path("id").asText();
    }

    private static JsonNode find(Cloud cloud, String addressOrId) {
        var byAddress =
                cloud.network().list("/floatingips", Query.of("floating_ip_address", addressOrId), "floatingips");
        var exact = byAddress.stream()
                .filter(ip -> addressOrId.equals(ip.path("floating_ip_address").asText()))
                .findFirst();
        return exact.orElseGet(() -> cloud.network()
                .find("/floatingips/" + Query.encoded(addressOrId))
                .map(Kinds.FLOATING_IP::unwrap)
                .orElseThrow(() -> CliFailure.of("No floating ip with the address or ID '" + addressOrId + "' exists.")
                        .advise("See what there is: virga floating ip list")));
    }

    private static Details details(JsonNode floatingIp) {
        return Details.of(floatingIp)
                .with("name", floatingIp.path("floating_ip_address").asText());
    }

    @Command(description = "Create floating IP")
    public static final class Create extends ShowCommand {
        @Parameters(
                index = "0",
                paramLabel = "<network>",
                description = "Network to allocate floating IP from (name or ID)")
        private String network;

        @Option(
                names = "--subnet",
                paramLabel = "<subnet>",
                description = "Subnet on which to create the floating IP (name or ID)")
        private String subnet;

        @Option(
                names = "--port",
                paramLabel = "<port>",
                description = "Port to be associated with the floating IP (name or ID)")
        private String port;

        @Option(names = "--floating-ip-address", paramLabel = "<ip-address>", description = "Floating IP address")
        private String address;

        @Option(
                names = "--fixed-ip-address",
                paramLabel = "<ip-address>",
                description = "Fixed IP address mapped to the floating IP")
        private String fixedAddress;

        @Mixin
        private final Attributes attributes = new Attributes();

        @Override
        protected Details show() {
            var finder = new Finder(cloud);
            var body = attributes.body(cloud).put("floating_network_id", finder.id(Kinds.NETWORK, network));
            Attributes.put(body, "subnet_id", subnet == null ? null : finder.id(Kinds.SUBNET, subnet));
            Attributes.put(body, "port_id", port == null ? null : finder.id(Kinds.PORT, port));
            Attributes.put(body, "floating_ip_address", address);
            Attributes.put(body, "fixed_ip_address", fixedAddress);
            return details(cloud.network()
                    .post("/floatingips", Api.wrapped("floatingip", body))
                    .path("floatingip"));
        }
    }

    @Command(description = "List floating IP(s)")
    public static final class ListAll extends ListCommand {
        @Option(
                names = "--network",
                paramLabel = "<network>",
                description = "List floating IPs of this network (name or ID)")
        private String network;

        @Option(names = "--port", paramLabel = "<port>", description = "List floating IPs of this port (name or ID)")
        private String port;

        @Option(names = "--status", paramLabel = "<status>", description = "ACTIVE or DOWN")
        private String status;

        @Option(
                names = "--project",
                paramLabel = "<project>",
                description = "List floating IPs of this project (name or ID)")
        private String project;

        @Option(names = "--long", description = "List additional fields in output")
        private boolean detailed;

        @Override
        protected Listing list() {
            var finder = new Finder(cloud);
            var columns = new ArrayList<>(List.of(
                    Column.of("ID", "id"),
                    Column.of("Floating IP Address", "floating_ip_address"),
                    Column.of("Fixed IP Address", "fixed_ip_address"),
                    Column.of("Port", "port_id"),
                    Column.of("Floating Network", "floating_network_id"),
                    Column.of("Project", "project_id")));
            if (detailed) {
                columns.add(Column.of("Router", "router_id"));
                columns.add(Column.of("Status", "status"));
                columns.add(Column.of("Description", "description"));
                columns.add(Column.of("Tags", "tags"));
            }
            var query = Query.of("floating_network_id", network == null ? null : finder.id(Kinds.NETWORK, network))
                    .and("port_id", port == null ? null : finder.id(Kinds.PORT, port))
                    .and("status", status)
                    .and("project_id", new Directory(cloud).project(project, null));
            return Listing.of(columns, cloud.network().list("/floatingips", query, "floatingips"));
        }
    }

    @Command(description = "Display floating IP details")
    public static final class Show extends ShowCommand {
        @Parameters(
                index = "0",
                paramLabel = "<floating-ip>",
                description = "Floating IP to display (IP address or ID)")
        private String floatingIp;

        @Override
        protected Details show() {
            return details(find(cloud, floatingIp));
        }
    }

    @Command(description = "Set floating IP properties")
    public static final class Change extends CloudCommand {
        @Parameters(index = "0", paramLabel = "<floating-ip>", description = "Floating IP to modify (IP address or ID)")
        private String floatingIp;

        @Option(
                names = "--port",
                paramLabel = "<port>",
                description = "Associate the floating IP with port (name or ID)")
        private String port;

        @Option(names = "--fixed-ip-address", paramLabel = "<ip-address>", description = "Fixed IP of the port")
        private String fixedAddress;

        @Option(names = "--description", paramLabel = "<description>", description = "Set floating IP description")
        private String description;

        @Override
        protected void run() {
            var body = Api.object();
            Attributes.put(body, "port_id", port == null ? null : new Finder(cloud).id(Kinds.PORT, port));
            Attributes.put(body, "fixed_ip_address", fixedAddress);
            Attributes.put(body, "description", description);
            cloud.network().put("/floatingips/" + id(cloud, floatingIp), Api.wrapped("floatingip", body));
        }
    }

    @Command(description = "Unset floating IP properties")
    public static final class Unset extends CloudCommand {
        @Parameters(
                index = "0",
                paramLabel = "<floating-ip>",
                description = "Floating IP to disassociate (IP address or ID)")
        private String floatingIp;

        @Option(names = "--port", required = true, description = "Disassociate any port from the floating IP")
        private boolean port;

        @Override
        protected void run() {
            var body = Api.object().putNull("port_id");
            cloud.network().put("/floatingips/" + id(cloud, floatingIp), Api.wrapped("floatingip", body));
        }
    }

    @Command(description = "Delete floating IP(s)")
    public static final class Delete extends CloudCommand {
        @Parameters(
                arity = "1..*",
                paramLabel = "<floating-ip>",
                description = "Floating IP(s) to delete (IP address or ID)")
        private List<String> floatingIps;

        @Override
        protected void run() {
            new Each(terminal, "delete", "floating ip")
                    .of(floatingIps, name -> cloud.network().delete("/floatingips/" + id(cloud, name)));
        }
    }
}
