package io.virga.cli.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.virga.cli.auth.Api;
import io.virga.cli.auth.Query;
import io.virga.cli.command.ListCommand;
import io.virga.cli.command.ShowCommand;
import io.virga.cli.command.Usage;
import io.virga.cli.output.Cell;
import io.virga.cli.output.Column;
import io.virga.cli.output.Details;
import io.virga.cli.output.Listing;
import io.virga.cli.resource.Finder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `virga security group rule …`
public final class Rules {

    private Rules() {}

    @Command(description = "Create a new security group rule")
    public static final class Create extends ShowCommand {
        @Parameters(
                index = "0",
                paramLabel = "<group>",
                description = "Create rule in this security group (name or ID)")
        private String group;

        @Option(
                names = "--remote-ip",
                paramLabel = "<ip-address>",
                description = "Remote IP address block in CIDR notation")
        private String remoteIp;

        @Option(names = "--remote-group", paramLabel = "<group>", description = "Remote security group (name or ID)")
        private String remoteGroup;

        @Option(
                names = {"--protocol", "--proto"},
                paramLabel = "<protocol>",
                description = "tcp, udp, icmp, …, a number, or any (default)")
        private String protocol;

        @Option(
                names = "--dst-port",
                paramLabel = "<port-range>",
                description = "Destination port, or a range as 137:139")
        private String ports;

        @Option(names = "--icmp-type", paramLabel = "<icmp-type>", description = "ICMP type")
        private Integer icmpType;

        @Option(names = "--icmp-code", paramLabel = "<icmp-code>", description = "ICMP code")
        private Integer icmpCode;

        @Option(names = "--ingress", description = "Rule applies to incoming network traffic (default)")
        private boolean ingress;

        @Option(names = "--egress", description = "Rule applies to outgoing network traffic")
        private boolean egress;

        @Option(names = "--ethertype", paramLabel = "<ethertype>", description = "IPv4 (default) or IPv6")
        private String ethertype;

        @Mixin
        private final Attributes attributes = new Attributes();

        @Override
        protected Details show() {
            if (remoteIp != null && remoteGroup != null) {
                throw Usage.wrong("--remote-ip and --remote-group cannot be used together");
            }
            var finder = new Finder(cloud);
            var body = attributes.body(cloud);
            var out = Boolean.TRUE.equals(Usage.either(egress, ingress, "--ingress and --egress"));
            body.put("direction", out ? "egress" : "ingress");
            var version = version();
            body.put("ethertype", version);
            var any = protocol == null || protocol.equalsIgnoreCase("any");
            body.put("protocol", any ? null : protocol.toLowerCase(Locale.ROOT));
            addPorts(body);
            body.put("security_group_id", finder.id(Kinds.GROUP, group));
            if (remoteGroup != null) {
                body.put("remote_group_id", finder.id(Kinds.GROUP, remoteGroup));
            } else {
                body.put(
                        "remote_ip_prefix",
                        remoteIp != null ? remoteIp : version.equals("IPv6") ? "::/0" : "0.0.0.0/0");
            }
            return Kinds.RULE
                    .view()
                    .apply(cloud.network()
                            .post("/security-group-rules", Api.wrapped("security_group_rule", body))
                            .path("security_group_rule"));
        }

        private String version() {
            if (ethertype != null) {
                return ethertype.equalsIgnoreCase("IPv6")
                        ? "IPv6"
                        : ethertype.equalsIgnoreCase("IPv4") ? "IPv4" : ethertype;
            }
            return remoteIp != null && remoteIp.contains(":") ? "IPv6" : "IPv4";
        }

        private void addPorts(ObjectNode body) {
            Attributes.put(body, "port_range_min", icmpType);
            Attributes.put(body, "port_range_max", icmpCode);
            if (ports == null) {
                return;
            }
            if (icmpType != null || icmpCode != null) {
                throw Usage.wrong("--dst-port and --icmp-type cannot be used together");
            }
            var ends = ports.split(":", 2);
            try {
                body.put("port_range_min", Integer.parseInt(ends[0]));
                body.put("port_range_max", Integer.parseInt(ends[ends.length - 1]));
            } catch (NumberFormatException e) {
                throw Usage.wrong("--dst-port expects a port or a range as 137:139, not '" + ports + "'");
            }
        }
    }

    @Command(description = "List security group rules")
    public static final class ListAll extends ListCommand {
        @Parameters(
                index = "0",
                arity = "0..1",
                paramLabel = "<group>",
                description = "List all rules in this security group (name or ID)")
        private String group;

        @Option(names = "--protocol", paramLabel = "<protocol>", description = "List rules by the IP protocol")
        private String protocol;

        @Option(names = "--ingress", description = "List rules applied to incoming network traffic")
        private boolean ingress;

        @Option(names = "--egress", description = "List rules applied to outgoing network traffic")
        private boolean egress;

        @Option(names = "--long", description = "Accepted for old scripts; changes nothing")
        private boolean detailed;

        @Override
        protected Listing list() {
            var columns = new ArrayList<>(List.of(
                    Column.of("ID", "id"),
                    Column.of("IP Protocol", "protocol"),
                    Column.of("Ethertype", "ethertype"),
                    Column.of("IP Range", Rules::range),
                    Column.of("Port Range", rule -> Cell.text(portRange(rule))),
                    Column.of("Direction", "direction"),
                    Column.of("Remote Security Group", "remote_group_id"),
                    Column.of("Remote Address Group", "remote_address_group_id")));
            if (group == null) {
                columns.add(Column.of("Security Group", "security_group_id"));
            }
            var query = Query.of("security_group_id", group == null ? null : new Finder(cloud).id(Kinds.GROUP, group))
                    .and("protocol", protocol)
                    .and("direction", ingress ? "ingress" : egress ? "egress" : null);
            return Listing.of(columns, cloud.network().list("/security-group-rules", query, "security_group_rules"));
        }
    }

    /// A rule without a range means the whole of its IP version.
    private static Cell range(JsonNode rule) {
        var prefix = rule.path("remote_ip_prefix").asText("");
        if (!prefix.isEmpty() && !rule.path("remote_ip_prefix").isNull()) {
            return Cell.text(prefix);
        }
        return Cell.text("IPv6".equals(rule.path("ethertype").asText()) ? "::/0" : "0.0.0.0/0");
    }

    static String portRange(JsonNode rule) {
        var min = rule.path("port_range_min");
        var max = rule.path("port_range_max");
        if (rule.path("protocol").asText("").contains("icmp")) {
            return (min.isNumber() ? "type=" + min.asText() : "") + (max.isNumber() ? ":code=" + max.asText() : "");
        }
        return min.isNumber() || max.isNumber() ? min.asText("") + ":" + max.asText("") : "";
    }
}
