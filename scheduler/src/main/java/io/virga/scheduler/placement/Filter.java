package io.virga.scheduler.placement;

import java.util.List;
import java.util.Optional;

/// One reason why a host may not take an instance.
public interface Filter {

    /// The rule's name, as the table of reasons shows it to users.
    String rule();

    boolean accepts(Host host, Demand demand);

    /// How close the best of `refused` came, for rules that know amounts.
    default Optional<String> nearestMiss(List<Host> refused, Demand demand) {
        return Optional.empty();
    }
}
