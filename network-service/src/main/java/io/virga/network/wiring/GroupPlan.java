package io.virga.network.wiring;

import io.virga.network.securitygroup.SecurityGroup;
import io.virga.network.securitygroup.SecurityGroupRule;
import io.virga.network.securitygroup.SecurityGroupRule.Traffic;
import io.virga.network.standard.Scope;
import io.virga.network.wiring.Wanted.Membership;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// What security groups look like in OVN: a port group with one ACL per rule, and one port group for all guarded ports
/// that drops whatever no rule permits.
final class GroupPlan {

    static final String DROP_KEY = "drop";
    private static final String DROP = "virga_drop";
    private static final int PERMIT = 1002;
    private static final int REFUSE = 1001;
    private static final int ALWAYS = 1003;
    private static final Set<String> ICMP = Set.of("icmp", "icmpv6", "ipv6-icmp", "1", "58");
    private static final Map<String, String> NUMBERS = Map.ofEntries(
            Map.entry("igmp", "2"),
            Map.entry("ipip", "4"),
            Map.entry("egp", "8"),
            Map.entry("dccp", "33"),
            Map.entry("ipv6-encap", "41"),
            Map.entry("rsvp", "46"),
            Map.entry("gre", "47"),
            Map.entry("esp", "50"),
            Map.entry("ah", "51"),
            Map.entry("ospf", "89"),
            Map.entry("vrrp", "112"),
            Map.entry("pgm", "113"),
            Map.entry("udplite", "136"));
    private static final Map<String, String> NAMES = Map.of("6", "tcp", "17", "udp", "132", "sctp");
    private static final Set<String> WITH_PORTS = Set.of("tcp", "udp", "sctp");

    private GroupPlan() {}

    /// What holds for every guarded port whatever its groups say.
    static List<Wanted> shared() {
        var rows = new ArrayList<Wanted>();
        rows.add(Wanted.of(Scope.CLOUD, Schema.GROUP, DROP_KEY, Map.of("name", DROP)));
        rows.add(shared("drop-in", REFUSE, "to-lport", "outport == @virga_drop && ip", "drop"));
        rows.add(shared("drop-out", REFUSE, "from-lport", "inport == @virga_drop && ip", "drop"));
        // Dropping all would drop DHCP, too; OVN answers it before it leaves the port.
        rows.add(shared(
                "dhcp",
                PERMIT,
                "from-lport",
                "inport == @virga_drop && ip4 && ip4.dst == 255.255.255.255 && udp.src == 68 && udp.dst == 67",
                "allow"));
        // A guest is never a DHCP server or an IPv6 router for others (SEC-32, SEC-33).
        rows.add(shared(
                "no-dhcp-server",
                ALWAYS,
                "from-lport",
                "inport == @virga_drop && ip && ((udp.src == 67 && udp.dst == 68) || (udp.src == 547 && udp.dst == 546))",
                "drop"));
        return rows;
    }

    private static Wanted shared(String name, int priority, String direction, String match, String action) {
        return acl(Scope.CLOUD, DROP_KEY, "acl:" + name, priority, direction, match, action);
    }

    private static Wanted acl(
            Scope scope, String group, String key, int priority, String direction, String match, String action) {
        var columns =
                Map.<String, Object>of("priority", priority, "direction", direction, "match", match, "action", action);
        return Wanted.of(scope, Schema.ACL, key, columns, new Membership(Schema.GROUP, group, "acls"));
    }

    static List<Wanted> group(SecurityGroup group) {
        var scope = Scope.of(Scope.Kind.GROUP, group.id());
        var key = Wanted.key("group", group.id());
        var rows = new ArrayList<Wanted>();
        rows.add(Wanted.of(scope, Schema.GROUP, key, Map.of("name", name(group.id()))));
        var action = group.stateful() ? "allow-related" : "allow-stateless";
        for (SecurityGroupRule rule : group.rules()) {
            var inward = rule.traffic().direction().equals("ingress");
            rows.add(acl(
                    scope,
                    key,
                    Wanted.key("rule", rule.id()),
                    PERMIT,
                    inward ? "to-lport" : "from-lport",
                    match(name(group.id()), rule.traffic()),
                    action));
        }
        return rows;
    }

    /// Names in OVN's expressions have no hyphens.
    static String name(UUID group) {
        return "pg_" + group.toString().replace('-', '_');
    }

    static String match(String group, Traffic traffic) {
        var inward = traffic.direction().equals("ingress");
        var ip = traffic.ethertype().equals("IPv6") ? "ip6" : "ip4";
        var remote = ip + (inward ? ".src" : ".dst");
        var terms = new ArrayList<String>();
        terms.add((inward ? "outport == @" : "inport == @") + group);
        terms.add(ip);
        if (traffic.remotePrefix() != null && !traffic.remotePrefix().endsWith("/0")) {
            terms.add(remote + " == " + traffic.remotePrefix());
        }
        if (traffic.remoteGroup() != null) {
            terms.add("%s == $%s_%s".formatted(remote, name(traffic.remoteGroup()), ip));
        }
        if (traffic.protocol() != null) {
            terms.addAll(protocol(traffic, ip));
        }
        return String.join(" && ", terms);
    }

    private static List<String> protocol(Traffic traffic, String ip) {
        var name = NAMES.getOrDefault(traffic.protocol(), traffic.protocol());
        if (ICMP.contains(name)) {
            return icmp(traffic, ip.equals("ip6") ? "icmp6" : "icmp4");
        }
        if (!WITH_PORTS.contains(name)) {
            return List.of("ip.proto == " + NUMBERS.getOrDefault(name, name));
        }
        if (traffic.portMin() == null) {
            return List.of(name);
        }
        return traffic.portMin().equals(traffic.portMax())
                ? List.of(name, "%s.dst == %d".formatted(name, traffic.portMin()))
                : List.of(
                        name,
                        "%s.dst >= %d".formatted(name, traffic.portMin()),
                        "%s.dst <= %d".formatted(name, traffic.portMax()));
    }

    private static List<String> icmp(Traffic traffic, String name) {
        var terms = new ArrayList<>(List.of(name));
        if (traffic.portMin() != null) {
            terms.add("%s.type == %d".formatted(name, traffic.portMin()));
        }
        if (traffic.portMax() != null) {
            terms.add("%s.code == %d".formatted(name, traffic.portMax()));
        }
        return terms;
    }
}
