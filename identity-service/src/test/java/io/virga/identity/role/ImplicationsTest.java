package io.virga.identity.role;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ImplicationsTest {

    private static final Implications LADDER = new Implications(
            Map.of("admin", Set.of("manager"), "manager", Set.of("member"), "member", Set.of("reader")));

    @Test
    void whoHasARoleHasAllBelowIt() {
        assertThat(LADDER.closure(List.of("admin"))).containsExactly("admin", "manager", "member", "reader");
        assertThat(LADDER.closure(List.of("member"))).containsExactly("member", "reader");
    }

    @Test
    void aRoleThatImpliesNothingIsAlone() {
        assertThat(LADDER.closure(List.of("service"))).containsExactly("service");
        assertThat(LADDER.closure(List.of())).isEmpty();
    }

    @Test
    void aCircleEnds() {
        var circle = new Implications(Map.of("a", Set.of("b"), "b", Set.of("a")));

        assertThat(circle.closure(List.of("a"))).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void aCircleIsSeenBeforeItIsMade() {
        assertThat(LADDER.wouldCircle("reader", "admin")).isTrue();
        assertThat(LADDER.wouldCircle("admin", "admin")).isTrue();
        assertThat(LADDER.wouldCircle("admin", "reader")).isFalse();
    }
}
