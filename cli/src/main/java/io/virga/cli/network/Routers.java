package io.virga.cli.network;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.virga.cli.auth.Api;
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
import io.virga.cli.resource.Kind;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `virga router …`
public final class Routers {

    private Routers() {}

    /// Where a router leads out.
    static final class Gateway {
        @Option(
                names = "--external-gateway",
                paramLabel = "<network>",
                description = "External network used as router's gateway (name or ID)")
        private String network;

        @Option(
                names = "--fixed-ip",
                paramLabel = "subnet=<subnet>,ip-address=<ip-address>",
                description = "Desired address on the external gateway (repeat for several)")
        private List<String> fixedIps = new ArrayList<>();

        @Option(names = "--enable-snat", description = "Enable Source NAT on external gateway")
        private boolean snat;

        @Option(names = "--disable-snat", description = "Disable Source NAT on external gateway")
        private boolean noSnat;

        void addTo(ObjectNode body, Finder finder) {
            var enableSnat = Usage.either(snat, noSnat, "--enable-snat and --disable-snat");
            if (network == null) {
                if (enableSnat != null || !fixedIps.isEmpty()) {
                    throw Usage.wrong("--fixed-ip, --enable-snat and --disable-snat need --external-gateway");
                }
                return;
            }
            var info = body.putObject("external_gateway_info");
            info.put("network_id", finder.id(Kinds.NETWORK, network));
            Attributes.put(info, "enable_snat", enableSnat);
            fixedIps.forEach(argument -> Ports.addFixedIp(info, argument, finder));
            if (info.has("fixed_ips")) {
                info.set("external_fixed_ips", info.remove("fixed_ips"));
            }
        }
    }

    @Command(description = "Create a new router")
    public static final class Create extends ShowCommand {
        @Parameters(index = "0", paramLabel = "<name>", description = "New router name")
        private String name;

        @Mixin
        private final Gateway gateway = new Gateway();

        @Mixin
        private final Attributes attributes = new Attributes();

        @Mixin
        private final Attributes.Switch onOff = new Attributes.Switch();

        @Override
        protected Details show() {
            var body = attributes.body(cloud).put("name", name);
            onOff.addTo(body);
            gateway.addTo(body, new Finder(cloud));
            return Kinds.ROUTER
                    .view()
                    .apply(cloud.network()
                            .post("/routers", Api.wrapped("router", body))
                            .path("router"));
        }
    }

    @Command(description = "List routers")
    public static final class ListAll extends ListCommand {
        @Option(names = "--name", paramLabel = "<name>", description = "List only routers of given name")
        private String name;

        @Option(
                names = "--project",
                paramLabel = "<project>",
                description = "List routers of this project (name or ID)")
        private String project;

        @Option(names = "--long", description = "List additional fields in output")
        private boolean detailed;

        @Override
        protected Listing list() {
            var columns = new ArrayList<>(List.of(
                    Column.of("ID", "id"),
                    Column.of("Name", "name"),
                    Column.of("Status", "status"),
                    Column.of("State", item -> Kinds.state(item.path("admin_state_up"))),
                    Column.of("Project", "project_id")));
            if (detailed) {
                columns.add(Column.of("Routes", "routes"));
                columns.add(Column.of(
                        "External gateway info",
                        item -> Kinds.ROUTER
                                .view()
                                .apply(item)
                                .fields()
                                .getOrDefault("external_gateway_info", Cell.text(""))));
                columns.add(Column.of("Availability zones", "availability_zones"));
                columns.add(Column.of("Tags", "tags"));
            }
            var query = Query.of("name", name).and("project_id", new Directory(cloud).project(project, null));
            return Listing.of(columns, cloud.network().list("/routers", query, "routers"));
        }
    }

    @Command(description = "Set router properties")
    public static final class Change extends CloudCommand {
        @Parameters(index = "0", paramLabel = "<router>", description = "Router to modify (name or ID)")
        private String router;

        @Option(names = "--name", paramLabel = "<name>", description = "Set router name")
        private String name;

        @Mixin
        private final Gateway gateway = new Gateway();

        @Mixin
        private final Attributes attributes = new Attributes();

        @Mixin
        private final Attributes.Switch onOff = new Attributes.Switch();

        @Override
        protected void run() {
            var finder = new Finder(cloud);
            var body = attributes.body(cloud);
            onOff.addTo(body);
            Attributes.put(body, "name", name);
            gateway.addTo(body, finder);
            cloud.network().put("/routers/" + finder.id(Kinds.ROUTER, router), Api.wrapped("router", body));
        }
    }

    @Command(description = "Unset router properties")
    public static final class Unset extends CloudCommand {
        @Parameters(index = "0", paramLabel = "<router>", description = "Router to modify (name or ID)")
        private String router;

        @Option(
                names = "--external-gateway",
                required = true,
                description = "Remove external gateway information from the router")
        private boolean gateway;

        @Override
        protected void run() {
            var body = Api.object().set("external_gateway_info", Api.object());
            cloud.network().put("/routers/" + new Finder(cloud).id(Kinds.ROUTER, router), Api.wrapped("router", body));
        }
    }

    /// `add subnet`, `remove subnet`, `add port`, `remove port`: one call each, told apart by two words.
    @Command(description = "Connect a router to a subnet or port, or disconnect it")
    public static final class Interface extends CloudCommand {
        private final String action;
        private final Kind kind;

        @Parameters(index = "0", paramLabel = "<router>", description = "Router (name or ID)")
        private String router;

        @Parameters(index = "1", paramLabel = "<subnet-or-port>", description = "Subnet or port (name or ID)")
        private String end;

        public Interface(String action, Kind kind) {
            this.action = action;
            this.kind = kind;
        }

        @Override
        protected void run() {
            var finder = new Finder(cloud);
            var body = Api.object().put(kind.singular() + "_id", finder.id(kind, end));
            cloud.network().put("/routers/" + finder.id(Kinds.ROUTER, router) + "/" + action, body);
        }
    }
}
