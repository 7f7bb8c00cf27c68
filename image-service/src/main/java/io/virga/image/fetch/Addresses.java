package io.virga.image.fetch;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/// Tells addresses of the open internet from all others: those of hosts inside, of this host, of the cloud's own
/// metadata service, and those that only lead there (SEC-13). The registries are IANA's for special purposes
/// (RFC 6890 and its updates).
final class Addresses {

    private static final List<Block> NOT_PUBLIC = List.of(
            Block.of("0.0.0.0/8"),
            Block.of("10.0.0.0/8"),
            Block.of("100.64.0.0/10"),
            Block.of("127.0.0.0/8"),
            Block.of("169.254.0.0/16"),
            Block.of("172.16.0.0/12"),
            Block.of("192.0.0.0/24"),
            Block.of("192.0.2.0/24"),
            Block.of("192.88.99.0/24"),
            Block.of("192.168.0.0/16"),
            Block.of("198.18.0.0/15"),
            Block.of("198.51.100.0/24"),
            Block.of("203.0.113.0/24"),
            Block.of("224.0.0.0/4"),
            Block.of("240.0.0.0/4"),
            Block.of("2001:0:0:0:0:0:0:0/23"),
            Block.of("2001:db8:0:0:0:0:0:0/32"),
            Block.of("2002:0:0:0:0:0:0:0/16"),
            Block.of("3fff:0:0:0:0:0:0:0/20"));

    private static final Block GLOBAL_UNICAST = Block.of("2000:0:0:0:0:0:0:0/3");

    private Addresses() {}

    static boolean isPublic(InetAddress address) {
        return (address instanceof Inet4Address || GLOBAL_UNICAST.contains(address))
                && NOT_PUBLIC.stream().noneMatch(block -> block.contains(address));
    }

    private record Block(byte[] network, int length) {

        static Block of(String text) {
            var parts = text.split("/");
            return new Block(InetAddress.ofLiteral(parts[0]).getAddress(), Integer.parseInt(parts[1]));
        }

        boolean contains(InetAddress address) {
            var bytes = address.getAddress();
            return bytes.length == network.length && sharedBits(bytes) >= length;
        }

        private int sharedBits(byte[] bytes) {
            for (int i = 0; i < bytes.length; i++) {
                var differing = (bytes[i] ^ network[i]) & 0xff;
                if (differing != 0) {
                    return 8 * i + Integer.numberOfLeadingZeros(differing) - (Integer.SIZE - Byte.SIZE);
                }
            }
            return 8 * bytes.length;
        }
    }
}
