package io.virga.network.address;

import java.math.BigInteger;
import java.util.Optional;

/// A block of addresses: a network address and the length of its prefix.
public record Cidr(Ip network, int prefix) {

    public Cidr {
        network = new Ip(network.version(), network.value().andNot(hostMask(network, prefix)));
    }

    /// Empty when `text` is not `address/prefix`; a missing prefix means the one address. Host bits are cleared.
    public static Optional<Cidr> parse(String text) {
        int slash = text.indexOf('/');
        var address = Ip.parse(slash < 0 ? text : text.substring(0, slash));
        if (slash < 0) {
            return address.map(ip -> new Cidr(ip, ip.bits()));
        }
        var length = text.substring(slash + 1);
        if (address.isEmpty()
                || !length.matches("\\d{1,3}")
                || Integer.parseInt(length) > address.get().bits()) {
            return Optional.empty();
        }
        return Optional.of(new Cidr(address.get(), Integer.parseInt(length)));
    }

    /// A block that we wrote ourselves.
    public static Cidr of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not a CIDR: " + text));
    }

    private static BigInteger hostMask(Ip ip, int prefix) {
        return BigInteger.ONE.shiftLeft(ip.bits() - prefix).subtract(BigInteger.ONE);
    }

    public int version() {
        return network.version();
    }

    public Ip last() {
        return new Ip(version(), network.value().or(hostMask(network, prefix)));
    }

    public boolean contains(Ip ip) {
        return ip.version() == version() && ip.compareTo(network) >= 0 && ip.compareTo(last()) <= 0;
    }

    public boolean contains(Cidr other) {
        return contains(other.network) && contains(other.last());
    }

    public boolean overlaps(Cidr other) {
        return contains(other.network) || other.contains(network);
    }

    /// The addresses that a machine may have: in IPv4 neither the first nor the last, in IPv6 not the first
    /// (it is the routers' anycast address). Blocks too small to lose any keep all.
    public AddressRange hosts() {
        int spare = network.bits() - prefix;
        if (spare < 2) {
            return new AddressRange(network, last());
        }
        return new AddressRange(network.plus(1), version() == 4 ? last().plus(-1) : last());
    }

    /// The block of the same size that follows this one.
    public Cidr next() {
        return new Cidr(last().plus(1), prefix);
    }

    @Override
    public String toString() {
        return network + "/" + prefix;
    }
}
