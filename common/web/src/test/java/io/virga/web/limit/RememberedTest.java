package io.virga.web.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class RememberedTest {

    private static final Duration GOOD_FOR = Duration.ofSeconds(5);
    private static final Supplier<String> DOWN = () -> {
        throw new IllegalStateException("down");
    };

    private final HandClock clock = new HandClock();
    private final AtomicInteger questions = new AtomicInteger();

    @Test
    void asksAgainOnlyWhenTheAnswerIsOld() {
        var kept = new Remembered<>("first", clock, GOOD_FOR, Duration.ofMinutes(1));

        assertThat(kept.get(answering("a"))).isEqualTo("a");
        assertThat(kept.get(answering("b"))).isEqualTo("a");
        clock.pass(GOOD_FOR);
        assertThat(kept.get(answering("c"))).isEqualTo("c");
        assertThat(questions).hasValue(2);
    }

    @Test
    void keepsTheLastAnswerAndAsksNotAtOnceAgainWhenThereIsNone() {
        var kept = new Remembered<>("first", clock, GOOD_FOR, Duration.ofMinutes(1));

        assertThat(kept.get(DOWN)).isEqualTo("first");
        assertThat(kept.get(answering("a"))).isEqualTo("first");
        clock.pass(GOOD_FOR);
        assertThat(kept.get(answering("b"))).isEqualTo("b");
        clock.pass(GOOD_FOR);
        assertThat(kept.get(DOWN)).isEqualTo("b");
    }

    @Test
    void waitsForNobodyAndLearnsTheLateAnswer() throws Exception {
        var kept = new Remembered<>("first", clock, GOOD_FOR, Duration.ofMillis(1));
        var late = new CountDownLatch(1);
        var answered = new CountDownLatch(1);
        Supplier<String> slow = () -> {
            questions.incrementAndGet();
            try {
                late.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                answered.countDown();
            }
            return "late";
        };

        assertThat(kept.get(slow)).isEqualTo("first");
        clock.pass(GOOD_FOR);
        assertThat(kept.get(slow)).isEqualTo("first");
        assertThat(questions).hasValue(1);
        late.countDown();
        answered.await();
        while (!kept.get(answering("late")).equals("late")) {
            Thread.onSpinWait();
        }
    }

    private Supplier<String> answering(String answer) {
        return () -> {
            questions.incrementAndGet();
            return answer;
        };
    }

    private static final class HandClock extends Clock {

        private Instant now = Instant.parse("2030-01-01T00:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
