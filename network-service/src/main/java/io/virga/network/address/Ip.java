package io.virga.network.address;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/// An IPv4 or IPv6 address as a number, so that both versions go through the same arithmetic.
///
/// Written only in canonical form: two texts of one address are one address.
public record Ip(int version, BigInteger value) implements Comparable<Ip> {

    private static final Pattern DOTTED_QUAD = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern COLONS = Pattern.compile("[0-9a-fA-F:.]{2,45}");

    /// Empty when `text` is not an address. Never asks a name server, and takes none of the historic short forms.
    public static Optional<Ip> parse(String text) {
        try {
            if (DOTTED_QUAD.matcher(text).matches()) {
                return Optional.of(of(InetAddress.ofLiteral(text).getAddress()));
            }
            if (text.contains(":") && COLONS.matcher(text).matches()) {
                var bytes = InetAddress.ofLiteral(text).getAddress();
                return bytes.length == 16 ? Optional.of(of(bytes)) : Optional.empty();
            }
            return Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// An address that we wrote ourselves.
    public static Ip of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not an IP address: " + text));
    }

    private static Ip of(byte[] bytes) {
        return new Ip(bytes.length == 4 ? 4 : 6, new BigInteger(1, bytes));
    }

    public int bits() {
        return version == 4 ? 32 : 128;
    }

    public Ip plus(long distance) {
        return new Ip(version, value.add(BigInteger.valueOf(distance)));
    }

    @Override
    public int compareTo(Ip other) {
        return version == other.version ? value.compareTo(other.value) : Integer.compare(version, other.version);
    }

    @Override
    public String toString() {
        var raw = value.toByteArray();
        var bytes = new byte[bits() / 8];
        for (int from = raw.length - 1, to = bytes.length - 1; from >= 0 && to >= 0; from--, to--) {
            bytes[to] = raw[from];
        }
        return version == 4 ? dotted(bytes) : compressed(bytes);
    }

    private static String dotted(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// RFC 5952: lower case, no leading zeros, the longest run of at least two zero groups as `::`.
    private static String compressed(byte[] bytes) {
        var groups = new int[8];
        for (int i = 0; i < 8; i++) {
            groups[i] = (bytes[2 * i] & 0xff) << 8 | bytes[2 * i + 1] & 0xff;
        }
        int start = -1;
        int length = 1;
        for (int i = 0; i < 8; i++) {
            int end = i;
            while (end < 8 && groups[end] == 0) {
                end++;
            }
            if (end - i > length) {
                start = i;
                length = end - i;
            }
        }
        var text = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            if (i == start) {
                text.append("::");
                i += length - 1;
            } else {
                text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":");
                text.append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }
}
