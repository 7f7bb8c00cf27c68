package io.virga.cli.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.virga.cli.auth.Api;
import io.virga.cli.auth.ApiFailure;
import io.virga.cli.auth.Query;
import io.virga.cli.command.CloudCommand;
import io.virga.cli.command.ShowCommand;
import io.virga.cli.command.Usage;
import io.virga.cli.failure.CliFailure;
import io.virga.cli.network.FloatingIps;
import io.virga.cli.network.Kinds;
import io.virga.cli.output.Details;
import io.virga.cli.output.SafeText;
import io.virga.cli.resource.Each;
import io.virga.cli.resource.Finder;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The smaller `virga server …` commands, and `virga console log show`.
public final class ServerCommands {

    private ServerCommands() {}

    @Command(description = "Show server details")
    public static final class Show extends ShowCommand {
        @Parameters(index = "0", paramLabel = "<server>", description = "Server (name or ID)")
        private String server;

        @Override
        protected Details show() {
            var id = new Finder(cloud).id(Servers.KIND, server);
            return Servers.details(cloud, Servers.whole(cloud, id));
        }
    }

    @Command(description = "Delete server(s)")
    public static final class Delete extends CloudCommand {
        @Parameters(arity = "1..*", paramLabel = "<server>", description = "Server(s) to delete (name or ID)")
        private List<String> servers;

        @Option(names = "--force", description = "Force delete server(s)")
        private boolean force;

        @Option(names = "--wait", description = "Wait for delete to complete")
        private boolean wait;

        @Override
        protected void run() {
            List<String> accepted = new ArrayList<>();
            var each = new Each(terminal, "delete", "server");
            try {
                each.of(servers, server -> accepted.add(delete(server)));
            } finally {
                if (wait) {
                    accepted.forEach(new ServerWait(cloud, terminal)::untilGone);
                }
            }
        }

        private String delete(String server) {
            var id = new Finder(cloud).id(Servers.KIND, server);
            if (force) {
                var action = Api.object().putNull("forceDelete");
                cloud.compute().post("/servers/" + id + "/action", action);
            } else {
                cloud.compute().delete("/servers/" + id);
            }
            return id;
        }
    }

    /// `start` and `stop`: one word to the service, one status to reach.
    @Command(description = "Start or stop server(s)")
    public static final class Power extends CloudCommand {
        private final String action;
        private final String reached;

        @Parameters(arity = "1..*", paramLabel = "<server>", description = "Server(s) (name or ID)")
        private List<String> servers;

        @Option(names = "--wait", description = "Wait until it is done")
        private boolean wait;

        public Power(String action, String reached) {
            this.action = action;
            this.reached = reached;
        }

        @Override
        protected void run() {
            new Each(terminal, action.replace("os-", ""), "server").of(servers, server -> {
                var id = new Finder(cloud).id(Servers.KIND, server);
                cloud.compute().post("/servers/" + id + "/action", Api.object().putNull(action));
                if (wait) {
                    new ServerWait(cloud, terminal).until(id, reached);
                }
            });
        }
    }

    @Command(description = "Perform a hard or soft server reboot")
    public static final class Reboot extends CloudCommand {
        @Parameters(index = "0", paramLabel = "<server>", description = "Server (name or ID)")
        private String server;

        @Option(names = "--hard", description = "Perform a hard reboot")
        private boolean hard;

        @Option(names = "--soft", description = "Perform a soft reboot (default)")
        private boolean soft;

        @Option(names = "--wait", description = "Wait for reboot to complete")
        private boolean wait;

        @Override
        protected void run() {
            var isHard = Boolean.TRUE.equals(Usage.either(hard, soft, "--hard and --soft"));
            var id = new Finder(cloud).id(Servers.KIND, server);
            var type = Api.object().put("type", isHard ? "HARD" : "SOFT");
            cloud.compute().post("/servers/" + id + "/action", Api.wrapped("reboot", type));
            if (wait) {
                new ServerWait(cloud, terminal).until(id, "ACTIVE");
            }
        }
    }

    @Command(description = "Add floating IP address to server")
    public static final class AddFloatingIp extends CloudCommand {
        @Parameters(
                index = "0",
                paramLabel = "<server>",
                description = "Server to receive the floating IP address (name or ID)")
        private String server;

        @Parameters(
                index = "1",
                paramLabel = "<ip-address>",
                description = "Floating IP address to assign (address or ID)")
        private String address;

        @Option(
                names = "--fixed-ip-address",
                paramLabel = "<ip-address>",
                description = "Fixed IP address to associate with")
        private String fixedAddress;

        @Override
        protected void run() {
            var id = new Finder(cloud).id(Servers.KIND, server);
            var path = "/floatingips/" + FloatingIps.id(cloud, address);
            var ports = cloud.network().list("/ports", Query.of("device_id", id), "ports").stream()
                    .filter(port -> fixedAddress == null
                            || port.path("fixed_ips")
                                    .valueStream()
                                    .anyMatch(ip -> fixedAddress.equals(
                                            ip.path("ip_address").asText())))
                    .toList();
            if (ports.isEmpty()) {
                throw CliFailure.of("Server '" + server + "' has no network port for a floating IP address.")
                        .advise("See its ports: virga port list --server " + id);
            }
            associate(path, ports);
        }

        /// Takes the first port whose network has a way out.
        private void associate(String path, List<JsonNode> ports) {
            ApiFailure last = null;
            for (var port : ports) {
                var body = Api.object().put("port_id", port.path("id").asText());
                if (fixedAddress != null) {
                    body.put("fixed_ip_address", fixedAddress);
                }
                try {
                    cloud.network().put(path, Api.wrapped("floatingip", body));
                    return;
                } catch (ApiFailure refusal) {
                    last = refusal;
                }
            }
            throw last;
        }
    }

    @Command(description = "Remove floating IP address from server")
    public static final class RemoveFloatingIp extends CloudCommand {
        @Parameters(
                index = "0",
                paramLabel = "<server>",
                description = "Server to remove the floating IP address from (name or ID)")
        private String server;

        @Parameters(
                index = "1",
                paramLabel = "<ip-address>",
                description = "Floating IP address to remove (address or ID)")
        private String address;

        @Override
        protected void run() {
            new Finder(cloud).id(Servers.KIND, server);
            var body = Api.wrapped("floatingip", Api.object().putNull("port_id"));
            cloud.network().put("/floatingips/" + FloatingIps.id(cloud, address), body);
        }
    }

    /// `add security group` and `remove security group`.
    @Command(description = "Add a security group to a server, or remove it")
    public static final class Group extends CloudCommand {
        private final String action;

        @Parameters(index = "0", paramLabel = "<server>", description = "Server (name or ID)")
        private String server;

        @Parameters(index = "1", paramLabel = "<group>", description = "Security group (name or ID)")
        private String group;

        public Group(String action) {
            this.action = action;
        }

        @Override
        protected void run() {
            var finder = new Finder(cloud);
            var body = Api.object().put("name", finder.id(Kinds.GROUP, group));
            cloud.compute().post("/servers/" + finder.id(Servers.KIND, server) + "/action", Api.wrapped(action, body));
        }
    }

    @Command(description = "Show server's console output")
    public static final class ConsoleLog extends CloudCommand {
        @Parameters(index = "0", paramLabel = "<server>", description = "Server to show console log (name or ID)")
        private String server;

        @Option(
                names = "--lines",
                paramLabel = "<num-lines>",
                description = "Number of lines to display from the end of the log (default=all)")
        private Integer lines;

        @Override
        protected void run() {
            var length = Api.object();
            if (lines != null) {
                length.set("length", JsonNodeFactory.instance.numberNode(lines));
            }
            var id = new Finder(cloud).id(Servers.KIND, server);
            var log = cloud.compute()
                    .post("/servers/" + id + "/action", Api.wrapped("os-getConsoleOutput", length))
                    .path("output")
                    .asText();
            var text = log.endsWith("\n") || log.isEmpty() ? log : log + "\n";
            // The guest writes this text: on a terminal its control characters stay text, in a file they stay bytes.
            terminal.out().print(terminal.outIsTerminal() ? SafeText.escaped(text.replace("\r\n", "\n")) : text);
        }
    }
}
