package io.virga.scheduler.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.virga.model.HostName;
import io.virga.scheduler.placement.Placement.Outcome.Fits;
import io.virga.scheduler.placement.Placement.Outcome.NoFit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PlacementPropertiesTest {

    private final Placement placement = new Placement(Filters.standard(), Weigher.spread(), 5);

    @Property(tries = 300)
    void noSequenceOfPlacementsFillsAHostOverItsCapacity(
            @ForAll("capacities") List<Amounts> capacities, @ForAll("demands") List<Amounts> demands) {
        var hosts = hosts(capacities);
        for (var demand : demands) {
            if (placement.place(Demand.of(demand), hosts) instanceof Fits(var best)) {
                hosts.replaceAll(host -> host.name().equals(best.getFirst().name()) ? claimed(host, demand) : host);
            }
        }

        assertThat(hosts).allSatisfy(host -> {
            for (var resource : Resource.values()) {
                assertThat(host.free(resource)).isNotNegative();
            }
        });
    }

    @Property(tries = 300)
    void theOrderOfTheHostsDoesNotMatter(
            @ForAll("capacities") List<Amounts> capacities, @ForAll("demand") Amounts demand, @ForAll long seed) {
        var hosts = hosts(capacities);
        var shuffled = new ArrayList<>(hosts);
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(placement.place(Demand.of(demand), shuffled)).isEqualTo(placement.place(Demand.of(demand), hosts));
    }

    @Property(tries = 300)
    void everyHostThatDoesNotFitIsCountedOnce(
            @ForAll("capacities") List<Amounts> capacities, @ForAll("demand") Amounts demand) {
        if (placement.place(Demand.of(demand), hosts(capacities)) instanceof NoFit(var hosts, var turnedAway)) {
            assertThat(turnedAway.stream().mapToInt(Placement.TurnedAway::hosts).sum())
                    .isEqualTo(hosts)
                    .isEqualTo(capacities.size());
        }
    }

    @Provide
    Arbitrary<List<Amounts>> capacities() {
        return amounts(0, 64).list().ofMinSize(1).ofMaxSize(12);
    }

    @Provide
    Arbitrary<List<Amounts>> demands() {
        return demand().list().ofMaxSize(60);
    }

    @Provide
    Arbitrary<Amounts> demand() {
        return amounts(0, 16);
    }

    private static Arbitrary<Amounts> amounts(long least, long most) {
        var amount = Arbitraries.longs().between(least, most);
        return Combinators.combine(amount, amount, amount).as(Amounts::new);
    }

    private static List<Host> hosts(List<Amounts> capacities) {
        var hosts = new ArrayList<Host>();
        for (var capacity : capacities) {
            hosts.add(new Host(new HostName("host-" + hosts.size()), "nova", true, true, capacity, Amounts.NONE));
        }
        return hosts;
    }

    private static Host claimed(Host host, Amounts demand) {
        return new Host(
                host.name(),
                host.availabilityZone(),
                host.alive(),
                host.enabled(),
                host.capacity(),
                host.claimed().plus(demand));
    }
}
