package io.virga.network.address;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/// An Ethernet address of one interface, in lower case with colons.
public record MacAddress(String text) {

    private static final Pattern LEGAL = Pattern.compile("[0-9a-f]{2}(:[0-9a-f]{2}){5}");
    private static final String OURS = "fa:16:3e";

    /// Empty when `text` is none, or is a group address, which no interface can have.
    public static Optional<MacAddress> parse(String text) {
        var lower = text.toLowerCase(Locale.ROOT).replace('-', ':');
        return LEGAL.matcher(lower).matches() && (Integer.parseInt(lower, 0, 2, 16) & 1) == 0
                ? Optional.of(new MacAddress(lower))
                : Optional.empty();
    }

    public static MacAddress random(RandomGenerator random) {
        return ofSuffix(random.nextInt(1 << 24));
    }

    /// Always the same one for the same id.
    public static MacAddress derivedFrom(UUID id) {
        return ofSuffix((int) (id.getLeastSignificantBits() ^ id.getMostSignificantBits()) & 0xffffff);
    }

    private static MacAddress ofSuffix(int suffix) {
        return new MacAddress("%s:%02x:%02x:%02x".formatted(OURS, suffix >> 16, suffix >> 8 & 0xff, suffix & 0xff));
    }

    /// The address that this interface gives itself in an IPv6 network by SLAAC (modified EUI-64).
    public Ip slaac(Cidr block) {
        var digits = text.replace(":", "");
        var interfaceId = new BigInteger(digits.substring(0, 6) + "fffe" + digits.substring(6), 16).flipBit(57);
        return new Ip(6, block.network().value().or(interfaceId));
    }

    @Override
    public String toString() {
        return text;
    }
}
