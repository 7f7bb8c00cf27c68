package io.virga.network.port;

import io.virga.model.CloudException.Invalid;
import io.virga.network.address.Cidr;
import io.virga.network.address.Ip;
import io.virga.network.address.MacAddress;
import io.virga.network.port.Addressing.Wish;
import io.virga.network.standard.Ownership;
import io.virga.web.Fields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/// Reads what a request says of a port.
final class PortRequest {

    private static final int MOST = 50;

    private PortRequest() {}

    static List<Wish> wishes(Fields body) {
        return limited(body.objects("fixed_ips")).stream()
                .map(PortRequest::wish)
                .toList();
    }

    static Wish wish(Fields body) {
        var subnet = body.optionalText("subnet_id", 1, 64)
                .map(text -> Ownership.uuid(text)
                        .orElseThrow(() -> new Invalid("'%s' is not a valid UUID".formatted(text))));
        var ip = body.optionalText("ip_address", 1, 64)
                .map(text -> Ip.parse(text)
                        .orElseThrow(() -> new Invalid("'%s' is not a valid IP address".formatted(text))));
        body.refuseOthers();
        return new Wish(subnet, ip);
    }

    static Optional<MacAddress> mac(Fields body) {
        return body.optionalText("mac_address", 1, 32)
                .map(text -> MacAddress.parse(text)
                        .orElseThrow(() -> new Invalid("'%s' is not a valid MAC address".formatted(text))));
    }

    static List<UUID> groups(Fields body) {
        return body.texts("security_groups", MOST, 64).stream()
                .map(text -> Ownership.id("SecurityGroup", text))
                .toList();
    }

    static List<AddressPair> pairs(Fields body, MacAddress own) {
        return limited(body.objects("allowed_address_pairs")).stream()
                .map(pair -> {
                    var mac = mac(pair).orElse(own);
                    var text = pair.text("ip_address", 1, 64);
                    pair.refuseOthers();
                    var prefix = Cidr.parse(text)
                            .orElseThrow(() -> new Invalid("'%s' is not a valid IP address or CIDR".formatted(text)));
                    return new AddressPair(
                            mac.text(),
                            text.contains("/")
                                    ? prefix.toString()
                                    : prefix.network().toString());
                })
                .distinct()
                .toList();
    }

    static List<Map<String, Object>> dhcpOptions(Fields body) {
        return limited(body.objects("extra_dhcp_opts")).stream()
                .map(option -> {
                    var read = new LinkedHashMap<String, Object>();
                    read.put(
                            "opt_name",
                            option.optionalText("opt_name", 1, 64)
                                    .filter(printable())
                                    .orElseThrow(PortRequest::unprintable));
                    read.put(
                            "opt_value",
                            option.optionalText("opt_value", 1, 255)
                                    .filter(printable())
                                    .orElseThrow(PortRequest::unprintable));
                    read.put("ip_version", (int)
                            option.optionalInteger("ip_version", 4, 6).orElse(4));
                    option.refuseOthers();
                    return (Map<String, Object>) read;
                })
                .toList();
    }

    // A line break would reach whatever a guest makes of its options (SEC-37).
    private static Predicate<String> printable() {
        return text -> text.chars().noneMatch(Character::isISOControl);
    }

    private static Invalid unprintable() {
        return new Invalid("extra_dhcp_opts: a name and a value without control characters are needed");
    }

    static Map<String, Object> profile(Fields body) {
        var profile = new LinkedHashMap<String, Object>();
        body.textMap("binding:profile", MOST, 64, 1024).forEach(profile::put);
        return profile;
    }

    static String vnicType(Fields body) {
        var type = body.text("binding:vnic_type", 1, 32);
        if (!type.equals("normal")) {
            throw new Invalid("binding:vnic_type '%s' is not supported; there is normal.".formatted(type));
        }
        return type;
    }

    private static List<Fields> limited(List<Fields> items) {
        if (items.size() > MOST) {
            throw new Invalid("Too many items: at most %d are taken.".formatted(MOST));
        }
        return items;
    }
}
