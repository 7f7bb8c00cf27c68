package io.virga.identity.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyRingTest {

    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

    private final SigningKey old = key(9, NOW.minusSeconds(7200));
    private final SigningKey present = key(10, NOW.minusSeconds(100));
    private final SigningKey next = key(11, NOW.plusSeconds(30));
    private final KeyRing ring = new KeyRing(List.of(next, old, present));

    @Test
    void theLastKeyWhoseTimeHasComeSigns() {
        assertThat(ring.signing(NOW)).isEqualTo(present);
        assertThat(ring.signing(NOW.plusSeconds(30))).isEqualTo(next);
    }

    @Test
    void aKeyIsPublishedBeforeItSigns() {
        assertThat(ring.published()).contains(old.id(), present.id(), next.id()).doesNotContain("\"d\"");
    }

    @Test
    void aKeyRetiresWhenItsSuccessorHasSignedForLongEnough() {
        assertThat(ring.retired(NOW.minusSeconds(101))).isEmpty();
        assertThat(ring.retired(NOW.minusSeconds(100))).containsExactly(old);
        assertThat(ring.retired(NOW.plusSeconds(30))).containsExactly(old, present);
    }

    @Test
    void aRingWithoutKeysCannotBe() {
        assertThatThrownBy(() -> new KeyRing(List.of())).isInstanceOf(IllegalStateException.class);
    }

    private static SigningKey key(int number, Instant signsFrom) {
        return SigningKey.parsed(SigningKey.generated(number, signsFrom));
    }
}
