package io.virga.scheduler.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.virga.model.HostName;
import io.virga.scheduler.placement.Placement.Outcome.Fits;
import io.virga.scheduler.placement.Placement.Outcome.NoFit;
import io.virga.scheduler.placement.Placement.TurnedAway;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlacementTest {

    private static final Amounts SMALL = new Amounts(1, 512, 1);

    private final Placement placement = new Placement(Filters.standard(), Weigher.spread(), 2);

    @Test
    void theEmptiestHostIsTakenFirst() {
        var hosts = List.of(host("a", 4096), host("b", 0), host("c", 2048));

        assertThat(chosen(Demand.of(SMALL), hosts)).containsExactly("b", "c");
    }

    @Test
    void equalHostsAreTakenByName() {
        assertThat(chosen(Demand.of(SMALL), List.of(host("c", 0), host("a", 0), host("b", 0))))
                .containsExactly("a", "b");
    }

    @Test
    void aHostWithExactlyEnoughFits() {
        assertThat(chosen(Demand.of(new Amounts(8, 8192, 100)), List.of(host("a", 0))))
                .containsExactly("a");
    }

    @Test
    void silentAndDisabledHostsAreLeftOut() {
        var silent = new Host(
                new HostName("silent"), "nova", false, true, host("x", 0).capacity(), Amounts.NONE);
        var disabled = new Host(
                new HostName("disabled"), "nova", true, false, host("x", 0).capacity(), Amounts.NONE);

        assertThat(turnedAway(Demand.of(SMALL), List.of(silent, disabled)))
                .contains(away("alive", 1), away("enabled", 1), away("availability zone", 0));
    }

    @Test
    void aHostThatHasFailedBeforeIsNotTriedAgain() {
        var demand = new Demand(SMALL, Optional.empty(), Optional.empty(), Set.of(new HostName("a")));

        assertThat(chosen(demand, List.of(host("a", 0), host("b", 4096)))).containsExactly("b");
    }

    @Test
    void aNamedHostIsTheOnlyOneThatWillDo() {
        var demand = new Demand(SMALL, Optional.empty(), Optional.of(new HostName("b")), Set.of());

        assertThat(chosen(demand, List.of(host("a", 0), host("b", 4096)))).containsExactly("b");
    }

    @Test
    void aZoneThatDoesNotExistTurnsEveryHostAway() {
        var demand = new Demand(SMALL, Optional.of("moon"), Optional.empty(), Set.of());

        assertThat(turnedAway(demand, List.of(host("a", 0), host("b", 0)))).contains(away("availability zone", 2));
    }

    @Test
    void theRefusalNamesEveryRuleInOrderAndTheNearestMiss() {
        var hosts = List.of(host("a", 7680), host("b", 8000));

        assertThat(turnedAway(Demand.of(new Amounts(1, 2048, 1)), hosts))
                .containsExactly(
                        away("named host", 0),
                        away("failed before", 0),
                        away("alive", 0),
                        away("enabled", 0),
                        away("availability zone", 0),
                        away("vcpu", 0),
                        new TurnedAway("memory", 2, Optional.of("memory: 512 MiB free of 2048 MiB asked")),
                        away("disk", 0));
    }

    @Test
    void anOverfullHostHasNothingFreeRatherThanLessThanNothing() {
        assertThat(turnedAway(Demand.of(new Amounts(0, 1, 0)), List.of(host("a", 10_000))))
                .contains(new TurnedAway("memory", 1, Optional.of("memory: 0 MiB free of 1 MiB asked")));
    }

    @Test
    void withoutHostsNothingFits() {
        assertThat(placement.place(Demand.of(SMALL), List.of()))
                .isInstanceOfSatisfying(
                        NoFit.class, outcome -> assertThat(outcome.hosts()).isZero());
    }

    private List<String> chosen(Demand demand, List<Host> hosts) {
        return ((Fits) placement.place(demand, hosts))
                .best().stream().map(host -> host.name().value()).toList();
    }

    private List<TurnedAway> turnedAway(Demand demand, List<Host> hosts) {
        return ((NoFit) placement.place(demand, hosts)).turnedAway();
    }

    private static TurnedAway away(String rule, int hosts) {
        return new TurnedAway(rule, hosts, Optional.empty());
    }

    private static Host host(String name, long claimedMemory) {
        return new Host(
                new HostName(name), "nova", true, true, new Amounts(8, 8192, 100), new Amounts(0, claimedMemory, 0));
    }
}
