package io.virga.network.securitygroup;

import io.virga.model.CloudException.Invalid;
import io.virga.network.address.Cidr;
import io.virga.network.securitygroup.SecurityGroupRule.Traffic;
import io.virga.network.standard.Ownership;
import io.virga.web.Fields;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/// Reads the traffic that a new rule shall permit.
final class RuleRequest {

    /// The protocols that have a name here, with their numbers.
    static final Map<String, Integer> PROTOCOLS = Map.ofEntries(
            Map.entry("icmp", 1),
            Map.entry("igmp", 2),
            Map.entry("ipip", 4),
            Map.entry("tcp", 6),
            Map.entry("egp", 8),
            Map.entry("udp", 17),
            Map.entry("dccp", 33),
            Map.entry("ipv6-encap", 41),
            Map.entry("rsvp", 46),
            Map.entry("gre", 47),
            Map.entry("esp", 50),
            Map.entry("ah", 51),
            Map.entry("icmpv6", 58),
            Map.entry("ipv6-icmp", 58),
            Map.entry("ospf", 89),
            Map.entry("pgm", 113),
            Map.entry("vrrp", 112),
            Map.entry("sctp", 132),
            Map.entry("udplite", 136));

    private static final Set<String> WITH_PORTS = Set.of("tcp", "udp", "sctp", "dccp", "udplite", "6", "17", "132");
    private static final Set<String> WITH_TYPES = Set.of("icmp", "icmpv6", "ipv6-icmp", "1", "58");

    private RuleRequest() {}

    static Traffic traffic(Fields body) {
        var direction = body.text("direction", 1, 16).toLowerCase(Locale.ROOT);
        if (!direction.equals("ingress") && !direction.equals("egress")) {
            throw new Invalid("direction must be 'ingress' or 'egress', not '%s'".formatted(direction));
        }
        var ethertype = ethertype(body);
        var protocol = protocol(body);
        var low = number(body.optionalInteger("port_range_min", 0, 65535));
        var high = number(body.optionalInteger("port_range_max", 0, 65535));
        checkPorts(protocol, low, high);
        var prefix = prefix(body, ethertype);
        var group = body.optionalText("remote_group_id", 0, 64)
                .filter(text -> !text.isEmpty())
                .map(RuleRequest::groupId);
        if (prefix.isPresent() && group.isPresent()) {
            throw new Invalid("Only remote_ip_prefix or remote_group_id may be provided.");
        }
        return new Traffic(
                direction,
                ethertype,
                protocol.orElse(null),
                low.orElse(null),
                high.orElse(null),
                prefix.orElse(null),
                group.orElse(null));
    }

    private static UUID groupId(String text) {
        return Ownership.id("SecurityGroup", text);
    }

    private static String ethertype(Fields body) {
        var text = body.optionalText("ethertype", 0, 16).orElse("IPv4");
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "ipv4" -> "IPv4";
            case "ipv6" -> "IPv6";
            default -> throw new Invalid("ethertype must be 'IPv4' or 'IPv6', not '%s'".formatted(text));
        };
    }

    private static Optional<String> protocol(Fields body) {
        var node = body.json("protocol");
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        if (!node.isTextual() && !node.isInt()) {
            throw new Invalid("protocol must be a name or a number");
        }
        var text = node.asText().toLowerCase(Locale.ROOT);
        if (text.isEmpty() || text.equals("any")) {
            return Optional.empty();
        }
        if (!PROTOCOLS.containsKey(text) && !(text.matches("\\d{1,3}") && Integer.parseInt(text) < 256)) {
            throw new Invalid("Security group rule protocol '%s' not supported.".formatted(text));
        }
        return Optional.of(text);
    }

    private static Optional<Integer> number(OptionalLong value) {
        return value.isPresent() ? Optional.of((int) value.getAsLong()) : Optional.empty();
    }

    private static void checkPorts(Optional<String> protocol, Optional<Integer> low, Optional<Integer> high) {
        if (low.isEmpty() && high.isEmpty()) {
            return;
        }
        if (protocol.filter(WITH_TYPES::contains).isPresent()) {
            if (low.isEmpty() || low.get() > 255 || high.orElse(0) > 255) {
                throw new Invalid("ICMP type and code must be from 0 to 255, and a code needs a type.");
            }
        } else if (protocol.filter(WITH_PORTS::contains).isPresent()) {
            if (low.isEmpty() || high.isEmpty() || low.get() < 1 || low.get() > high.get()) {
                throw new Invalid("For TCP/UDP protocols, port_range_min must be <= port_range_max");
            }
        } else {
            throw new Invalid("Must also specify protocol if port range is given.");
        }
    }

    private static Optional<String> prefix(Fields body, String ethertype) {
        var text = body.optionalText("remote_ip_prefix", 0, 64).filter(prefix -> !prefix.isEmpty());
        return text.map(written -> {
            var cidr = Cidr.parse(written)
                    .orElseThrow(() -> new Invalid("'%s' is not a valid IP subnet".formatted(written)));
            if (!ethertype.equals("IPv" + cidr.version())) {
                throw new Invalid("Conflicting value ethertype %s for CIDR %s".formatted(ethertype, written));
            }
            return cidr.toString();
        });
    }
}
