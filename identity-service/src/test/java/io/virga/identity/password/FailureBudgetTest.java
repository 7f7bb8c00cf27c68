package io.virga.identity.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class FailureBudgetTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void whoFailsTooOftenWaits() {
        var budget = new FailureBudget(3);
        for (var i = 0; i < 3; i++) {
            assertThat(budget.untilRoom("a", NOON)).isZero();
            budget.failed("a", NOON);
        }
        assertThat(budget.untilRoom("a", NOON)).isBetween(Duration.ofSeconds(20), Duration.ofMillis(20_001));
        assertThat(budget.untilRoom("b", NOON)).isZero();
        assertThat(budget.untilRoom("a", NOON.plusSeconds(21))).isZero();
        budget.failed("a", NOON.plusSeconds(21));
        assertThat(budget.untilRoom("a", NOON.plusSeconds(21))).isPositive();
        assertThat(budget.untilRoom("a", NOON.plusSeconds(3600))).isZero();
    }

    @Test
    @Tag("SEC-23")
    void itRemembersTheLastOfManyOnly() {
        var budget = new FailureBudget(1);
        budget.failed("first", NOON);
        for (var i = 0; i < FailureBudget.MOST_KEYS; i++) {
            budget.failed("name" + i, NOON);
        }
        assertThat(budget.size()).isEqualTo(FailureBudget.MOST_KEYS);
        assertThat(budget.untilRoom("first", NOON)).isZero();
        assertThat(budget.untilRoom("name1", NOON)).isPositive();
    }

    @Test
    void withoutALimitNobodyWaits() {
        var budget = new FailureBudget(0);
        budget.failed("a", NOON);
        budget.failed("a", NOON);
        assertThat(budget.untilRoom("a", NOON)).isZero();
        assertThat(budget.size()).isZero();
    }
}
