package io.virga.image.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TargetsTest {

    private final Targets all = new Targets(List.of("a", "b", "c"), true);
    private final Targets some = new Targets(List.of("a", "b", "c"), false);

    @Test
    void nothingCountsBeforeAllAreReachedWhenAllMust() {
        all.reach("a");
        all.reach("b");
        assertThat(all.counts()).isFalse();
        assertThat(all.isOver()).isFalse();

        all.reach("c");

        assertThat(all.counts()).isTrue();
        assertThat(all.isOver()).isTrue();
        assertThat(all.reached()).containsExactly("a", "b", "c");
    }

    @Test
    void oneThatFailsIsTheEndWhenAllMustSucceed() {
        all.reach("a");

        all.fail("b");

        assertThat(all.isLost()).isTrue();
        assertThat(all.isOver()).isTrue();
        assertThat(all.counts()).isFalse();
        assertThat(all.failed()).containsExactly("b");
    }

    @Test
    void eachOneCountsByItselfWhenNotAllMustSucceed() {
        some.fail("a");
        assertThat(some.counts()).isFalse();

        some.reach("b");
        assertThat(some.counts()).isTrue();
        assertThat(some.isOver()).isFalse();

        some.fail("c");
        assertThat(some.counts()).isTrue();
        assertThat(some.isLost()).isFalse();
        assertThat(some.isOver()).isTrue();
        assertThat(some.reached()).containsExactly("b");
    }

    @Test
    void itIsLostWhenNoneIsReached() {
        some.fail("c");
        some.fail("a");
        assertThat(some.isLost()).isFalse();

        some.fail("b");

        assertThat(some.isLost()).isTrue();
        assertThat(some.failed()).containsExactly("a", "b", "c");
    }

    /// Data may be staged in a store that it is not to stay in.
    @Test
    void anotherStoreIsNone() {
        some.reach("stage");

        assertThat(some.reached()).isEmpty();
        assertThat(some.counts()).isFalse();
        assertThat(some.left()).containsExactly("a", "b", "c");
    }

    @Test
    void whoIsAwayIsTriedAfterTheOthers() {
        some.postpone();

        assertThat(some.next()).isEqualTo("b");
        assertThat(some.left()).containsExactly("b", "c", "a");
    }

    @Test
    void nothingIsBroughtAnywhere() {
        some.failAll();

        assertThat(some.isLost()).isTrue();
        assertThat(some.failed()).containsExactly("a", "b", "c");
        assertThat(some.left()).isEmpty();
    }
}
