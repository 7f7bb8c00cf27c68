package io.virga.image.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The inspector against every hostile file. It refuses them for the right reason, and takes little for it.
class AttackFilesTest {

    private static final long LARGEST = 64L << 40;
    private static final int MOST_READS = 100;
    private static final long MOST_BYTES = 2L << 20;

    static Stream<Attack> attacks() {
        return Attacks.all();
    }

    @ParameterizedTest
    @MethodSource("attacks")
    @Tag("SEC-01")
    @Tag("SEC-02")
    @Tag("SEC-03")
    @Tag("SEC-04")
    @Tag("SEC-06")
    @Tag("SEC-08")
    @Tag("SEC-10")
    @Tag("SEC-62")
    void isRefused(Attack attack) throws Exception {
        var image = new Counted(attack.file().image());
        var verdict = Inspection.prove(image, DeclaredFormat.of(attack.container(), attack.declared()), LARGEST);
        assertThat(verdict).isInstanceOf(Verdict.Refused.class);
        assertThat(((Verdict.Refused) verdict).reason())
                .contains(attack.reason())
                .doesNotContain(Canary.PATH, Canary.TEXT)
                .hasSizeLessThan(500);
        assertThat(image.reads).isLessThan(MOST_READS);
        assertThat(image.bytes).isLessThan(MOST_BYTES);
    }

    static Stream<Attacks.Control> controls() {
        return Attacks.controls();
    }

    @ParameterizedTest
    @MethodSource("controls")
    void goodImagesPass(Attacks.Control control) throws Exception {
        assertThat(Inspection.prove(
                        control.file().image(), DeclaredFormat.of(control.container(), control.declared()), LARGEST))
                .isEqualTo(new Verdict.Proved(control.disk()));
    }

    @Test
    void everyAttackHasANameOfItsOwn() {
        assertThat(Attacks.all().map(Attack::name)).doesNotHaveDuplicates();
        assertThat(Attacks.all().collect(Collectors.groupingBy(Attack::sec)).keySet())
                .containsExactlyInAnyOrder(
                        "SEC-01", "SEC-02", "SEC-03", "SEC-04", "SEC-06", "SEC-08", "SEC-10", "SEC-62");
    }

    private static final class Counted implements ImageBytes {
        private final ImageBytes image;
        private int reads;
        private long bytes;

        Counted(ImageBytes image) {
            this.image = image;
        }

        @Override
        public long length() {
            return image.length();
        }

        @Override
        public byte[] read(long offset, int count) throws IOException {
            reads++;
            bytes += count;
            return image.read(offset, count);
        }
    }
}
