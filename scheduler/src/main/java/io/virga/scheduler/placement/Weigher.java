package io.virga.scheduler.placement;

/// How much a fitting host is liked; more is better.
@FunctionalInterface
public interface Weigher {

    double weigh(Host host, Demand demand);

    /// Spreads instances: likes the host of which the largest share stays free, averaged over the resources.
    static Weigher spread() {
        return (host, demand) -> {
            var sum = 0.0;
            for (var resource : Resource.values()) {
                var capacity = host.capacity().of(resource);
                var left = host.free(resource) - demand.amounts().of(resource);
                sum += capacity > 0 ? (double) left / capacity : 0;
            }
            return sum / Resource.values().length;
        };
    }
}
