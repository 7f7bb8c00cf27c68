package io.virga.compute.server;

import io.netty.util.NetUtil;
import io.virga.model.CloudException.Invalid;
import io.virga.web.Fields;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/// Fields that creating and updating a server have in common.
final class ServerFields {

    private static final Pattern IPV4 = Pattern.compile("((25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(\\.|$)){4}(?<!\\.)");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]{2,45}");

    private ServerFields() {}

    static String name(Fields named) {
        return optionalName(named).orElseThrow(() -> new Invalid("name is a required property"));
    }

    static Optional<String> optionalName(Fields server) {
        return server.optionalText("name", 1, 255).map(name -> {
            if (name.isBlank() || name.chars().anyMatch(Character::isISOControl)) {
                throw new Invalid("Invalid input for field name: it must not be blank.");
            }
            return name.strip();
        });
    }

    /// An address of the given version; empty text takes one away.
    static Optional<String> address(Fields server, String key, int version) {
        return server.optionalText(key, 0, 45).map(text -> {
            if (!text.isEmpty() && !isAddress(text, version)) {
                throw new Invalid("Invalid input for field server.%s: '%s' is not an IPv%d address."
                        .formatted(key, text, version));
            }
            return text.isEmpty() ? text : canonical(text, version);
        });
    }

    // RFC 5952: one address has one text.
    private static String canonical(String text, int version) {
        return version == 6 && InetAddress.ofLiteral(text) instanceof Inet6Address address
                ? NetUtil.toAddressString(address)
                : text;
    }

    static boolean isAddress(String text, int version) {
        if (version == 4) {
            return IPV4.matcher(text).matches();
        }
        return text.contains(":") && IPV6.matcher(text).matches() && isParsable(text);
    }

    // Only digits and colons reach the parser, so it never asks a name server.
    private static boolean isParsable(String text) {
        try {
            return InetAddress.ofLiteral(text) instanceof Inet6Address;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
