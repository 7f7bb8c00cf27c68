package io.virga.scheduler.placement;

import java.util.List;
import java.util.Optional;

/// Takes hosts that have enough of one resource left.
record CapacityFilter(Resource resource) implements Filter {

    @Override
    public String rule() {
        return resource.label();
    }

    @Override
    public boolean accepts(Host host, Demand demand) {
        return demand.amounts().of(resource) <= host.free(resource);
    }

    @Override
    public Optional<String> nearestMiss(List<Host> refused, Demand demand) {
        return refused.stream()
                .mapToLong(host -> Math.max(0, host.free(resource)))
                .boxed()
                .max(Long::compare)
                .map(free -> "%s: %s free of %s asked"
                        .formatted(
                                resource.label(),
                                resource.text(free),
                                resource.text(demand.amounts().of(resource))));
    }
}
