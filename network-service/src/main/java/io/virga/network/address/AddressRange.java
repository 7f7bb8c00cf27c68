package io.virga.network.address;

import java.util.ArrayList;
import java.util.List;

/// All addresses from `first` to `last`, both included.
public record AddressRange(Ip first, Ip last) {

    public AddressRange {
        if (first.compareTo(last) > 0) {
            throw new IllegalArgumentException(first + " is after " + last);
        }
    }

    public boolean contains(Ip ip) {
        return ip.compareTo(first) >= 0 && ip.compareTo(last) <= 0;
    }

    public boolean overlaps(AddressRange other) {
        return contains(other.first) || other.contains(first);
    }

    /// What is left of this range when `ip` is taken out.
    public List<AddressRange> without(Ip ip) {
        if (!contains(ip)) {
            return List.of(this);
        }
        var left = new ArrayList<AddressRange>(2);
        if (ip.compareTo(first) > 0) {
            left.add(new AddressRange(first, ip.plus(-1)));
        }
        if (ip.compareTo(last) < 0) {
            left.add(new AddressRange(ip.plus(1), last));
        }
        return left;
    }
}
