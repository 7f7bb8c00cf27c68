package io.virga.scheduler.placement;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Chooses hosts. A pure function of what it is given: same hosts, same demand, same answer, whatever their order.
///
/// One pass over the hosts and no sorting of all of them: only the best few are ever asked for.
public final class Placement {

    /// Either the best of the hosts that fit, best first, or what each rule turned away.
    public sealed interface Outcome {
        record Fits(List<Host> best) implements Outcome {}

        record NoFit(int hosts, List<TurnedAway> turnedAway) implements Outcome {}
    }

    /// How many hosts a rule took away of those that the rules before it had left.
    public record TurnedAway(String rule, int hosts, Optional<String> nearestMiss) {}

    private record Ranked(Host host, double weight) {
        boolean before(Ranked other) {
            var order = Double.compare(other.weight, weight);
            return order < 0 || order == 0 && host.name().compareTo(other.host.name()) < 0;
        }
    }

    private final List<Filter> filters;
    private final Weigher weigher;
    private final int best;

    /// `best` is how many hosts an outcome holds at most.
    public Placement(List<Filter> filters, Weigher weigher, int best) {
        this.filters = List.copyOf(filters);
        this.weigher = weigher;
        this.best = best;
    }

    public Outcome place(Demand demand, List<Host> hosts) {
        var ranked = new ArrayList<Ranked>(best + 1);
        for (var host : hosts) {
            if (accepted(host, demand)) {
                insert(ranked, new Ranked(host, weigher.weigh(host, demand)));
            }
        }
        return ranked.isEmpty()
                ? new Outcome.NoFit(hosts.size(), explain(demand, hosts))
                : new Outcome.Fits(ranked.stream().map(Ranked::host).toList());
    }

    private boolean accepted(Host host, Demand demand) {
        for (var filter : filters) {
            if (!filter.accepts(host, demand)) {
                return false;
            }
        }
        return true;
    }

    private void insert(List<Ranked> ranked, Ranked candidate) {
        var position = ranked.size();
        while (position > 0 && candidate.before(ranked.get(position - 1))) {
            position--;
        }
        if (position < best) {
            ranked.add(position, candidate);
        }
        if (ranked.size() > best) {
            ranked.removeLast();
        }
    }

    private List<TurnedAway> explain(Demand demand, List<Host> hosts) {
        var reasons = new ArrayList<TurnedAway>();
        var left = hosts;
        for (var filter : filters) {
            var refused =
                    left.stream().filter(host -> !filter.accepts(host, demand)).toList();
            left = left.stream().filter(host -> filter.accepts(host, demand)).toList();
            reasons.add(new TurnedAway(filter.rule(), refused.size(), filter.nearestMiss(refused, demand)));
        }
        return List.copyOf(reasons);
    }
}
