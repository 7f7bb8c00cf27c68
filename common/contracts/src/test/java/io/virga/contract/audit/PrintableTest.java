package io.virga.contract.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {

    @Test
    void whatPeopleCanReadStaysAsItIs() {
        assertThat(Printable.of("Zoë's 虚拟机 – m1.tiny 🚀", 100)).isEqualTo("Zoë's 虚拟机 – m1.tiny 🚀");
        assertThat(Printable.of(null, 100)).isNull();
    }

    @Test
    void whatMovesCursorsHidesOrCannotBeEncodedIsSpelledOut() {
        assertThat(Printable.of("a\0b\r\nc\u001b[2J", 100)).isEqualTo("a\\u0000b\\u000d\\u000ac\\u001b[2J");
        assertThat(Printable.of("\u202egnp.exe\u200b", 100)).isEqualTo("\\u202egnp.exe\\u200b");
        assertThat(Printable.of("half \ud83d", 100)).isEqualTo("half \\ud83d");
    }

    @Test
    void nothingIsLongerThanItsBoundAndASecondTimeChangesNothing() {
        assertThat(Printable.of("x".repeat(1_000), 255)).hasSize(255);
        var once = Printable.of("\0".repeat(1_000), 255);
        assertThat(once).hasSizeLessThanOrEqualTo(255);
        assertThat(Printable.of(once, 255)).isEqualTo(once);
    }
}
