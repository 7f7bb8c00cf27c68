package io.virga.image.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.virga.image.store.Place;
import java.util.List;
import org.junit.jupiter.api.Test;

class WhereaboutsTest {

    private static final Place FIRST = new Place("s3", "image/first");
    private static final Place SECOND = new Place("s3", "image/second");
    private static final Place CONVERTED = new Place("s3", "image/converted");

    private final Whereabouts whereabouts = new Whereabouts();

    /// Else nobody would erase what a dead process has written there.
    @Test
    void whereAnEarlierConversionWentIsKnownWhenTheDataIsFetchedAgain() {
        whereabouts.expect(FIRST);
        whereabouts.convert(CONVERTED);

        whereabouts.expect(SECOND);

        assertThat(whereabouts.converted()).contains(CONVERTED);
        assertThat(whereabouts.unsettled()).containsExactly(SECOND, CONVERTED);
    }

    @Test
    void whatWasConvertedIsCompleteAndItsSourceIsNot() {
        whereabouts.expect(FIRST);
        whereabouts.convert(CONVERTED);

        assertThat(whereabouts.settleConverted()).isEqualTo(FIRST);

        assertThat(whereabouts.complete()).containsExactly(CONVERTED);
        assertThat(whereabouts.unsettled()).isEmpty();
        assertThat(whereabouts.holds(FIRST)).isFalse();
    }

    @Test
    void aCopyCountsWhenItIsSettled() {
        whereabouts.expect(FIRST);
        whereabouts.settle();
        whereabouts.copies().expect(List.of("far", "near"));
        assertThat(whereabouts.copies().underWay()).isEmpty();
        var copy = new Place("far", "image/copy");
        assertThat(whereabouts.copies().begin(copy)).isEmpty();
        assertThat(whereabouts.holds(copy)).isTrue();
        assertThat(whereabouts.complete()).containsExactly(FIRST);

        whereabouts.copies().finish("far");
        assertThat(whereabouts.copies().underWay()).isEmpty();
        assertThat(whereabouts.copies().complete()).containsExactly(copy);
        assertThat(whereabouts.complete()).containsExactly(FIRST);

        whereabouts.settleCopies();

        assertThat(whereabouts.complete()).containsExactly(copy, FIRST);
        assertThat(whereabouts.copies().isAny()).isTrue();
        assertThat(whereabouts.copies().drop(List.of("near"))).isEmpty();
        assertThat(whereabouts.copies().isAny()).isFalse();
    }

    @Test
    void aCompleteCopyThatNobodyWantsIsKnown() {
        var copy = new Place("far", "image/copy");
        whereabouts.copies().begin(copy);
        whereabouts.copies().finish("far");

        assertThat(whereabouts.holds(copy)).isTrue();
        assertThat(whereabouts.copies().drop(List.of("far"))).contains(copy);

        assertThat(whereabouts.holds(copy)).isFalse();
        assertThat(whereabouts.copies().drop(List.of("far"))).isEmpty();
    }

    /// Else nobody would erase what a dead process has written there.
    @Test
    void whereAnEarlierCopyWentIsKnownWhenItIsBegunAgain() {
        var former = new Place("far", "image/former");
        whereabouts.copies().begin(former);

        assertThat(whereabouts.copies().begin(new Place("far", "image/again"))).contains(former);

        assertThat(whereabouts.holds(former)).isFalse();
        assertThat(whereabouts.copies().isAny()).isTrue();
        assertThat(whereabouts.copies().drop(List.of("far"))).contains(new Place("far", "image/again"));
    }

    @Test
    void nothingIsOnItsWayAnyMore() {
        whereabouts.expect(FIRST);
        whereabouts.convert(CONVERTED);

        whereabouts.expect(null);

        assertThat(whereabouts.unsettled()).isEmpty();
    }
}
