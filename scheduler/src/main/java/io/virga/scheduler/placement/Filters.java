package io.virga.scheduler.placement;

import java.util.List;
import java.util.function.BiPredicate;

/// The rules that every placement obeys, in the order in which the table of reasons lists them.
public final class Filters {

    private record Check(String rule, BiPredicate<Host, Demand> test) implements Filter {
        @Override
        public boolean accepts(Host host, Demand demand) {
            return test.test(host, demand);
        }
    }

    private Filters() {}

    public static List<Filter> standard() {
        return List.of(
                new Check(
                        "named host",
                        (host, demand) ->
                                demand.host().isEmpty() || demand.host().get().equals(host.name())),
                new Check("failed before", (host, demand) -> !demand.excluded().contains(host.name())),
                new Check("alive", (host, _) -> host.alive()),
                new Check("enabled", (host, _) -> host.enabled()),
                new Check("availability zone", Filters::inZone),
                new CapacityFilter(Resource.VCPU),
                new CapacityFilter(Resource.MEMORY),
                new CapacityFilter(Resource.DISK));
    }

    private static boolean inZone(Host host, Demand demand) {
        return demand.availabilityZone().isEmpty()
                || demand.availabilityZone().get().equals(host.availabilityZone());
    }
}
