package io.virga.network.address;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which address, or which block, comes next. Pure: who holds what is handed in.
public final class AddressPool {

    private AddressPool() {}

    /// The lowest address of `ranges` that is not in `taken`.
    public static Optional<Ip> nextFree(List<AddressRange> ranges, Set<Ip> taken) {
        return ranges.stream().flatMap(range -> lowest(range, taken).stream()).findFirst();
    }

    private static Optional<Ip> lowest(AddressRange range, Set<Ip> taken) {
        for (var ip = range.first(); ip.compareTo(range.last()) <= 0; ip = ip.plus(1)) {
            if (!taken.contains(ip)) {
                return Optional.of(ip);
            }
        }
        return Optional.empty();
    }

    /// The first block with that prefix length inside of `prefixes` that overlaps none of `taken`.
    public static Optional<Cidr> nextBlock(List<Cidr> prefixes, int length, List<Cidr> taken) {
        for (var prefix : prefixes) {
            if (length < prefix.prefix()) {
                continue;
            }
            var block = new Cidr(prefix.network(), length);
            while (prefix.contains(block)) {
                var candidate = block;
                var obstacle = taken.stream().filter(candidate::overlaps).findFirst();
                if (obstacle.isEmpty()) {
                    return Optional.of(block);
                }
                var hop = obstacle.get().prefix() < length
                        ? new Cidr(obstacle.get().last(), length)
                        : block;
                block = hop.next();
            }
        }
        return Optional.empty();
    }
}
