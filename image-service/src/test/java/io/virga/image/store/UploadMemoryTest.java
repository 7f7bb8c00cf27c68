package io.virga.image.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.virga.image.ImageConfig;
import io.virga.model.CloudException.TooManyRequests;
import io.virga.model.CloudException.Unavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A heap with room for few parts, and nobody who waits.
class UploadMemoryTest {

    private final UploadMemory memory = memory("1T", "0s");

    private static UploadMemory memory(String partSize, String silence) {
        var settings = Map.of(
                "image.stores.s3.endpoint", "http://none",
                "image.stores.s3.access-key", "a",
                "image.stores.s3.secret-key", "b",
                "image.upload.part-size", partSize,
                "image.upload.silence", silence);
        return new UploadMemory(new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(settings, "test", 1))
                .withMapping(ImageConfig.class)
                .build()
                .getConfigMapping(ImageConfig.class));
    }

    private List<UploadMemory.Room> allOfStrangers() {
        var taken = new ArrayList<UploadMemory.Room>();
        try {
            while (true) {
                taken.add(memory.takeOne());
            }
        } catch (Unavailable e) {
            return taken;
        }
    }

    @Test
    void strangersLeaveRoomForOurs() {
        assertThat(allOfStrangers()).isNotEmpty();

        try (var ours = memory.take(Origin.OURS)) {
            assertThat(ours).isNotNull();
        }
    }

    @Test
    void whatIsGivenBackIsThereForTheNext() {
        for (var origin : Origin.values()) {
            memory.take(origin).close();
        }
        var taken = allOfStrangers();
        assertThatThrownBy(() -> memory.take(Origin.STRANGER)).isInstanceOf(Unavailable.class);

        taken.forEach(UploadMemory.Room::close);

        assertThat(allOfStrangers()).hasSameSizeAs(taken);
    }

    /// Where ours have all, a stranger is refused, and has nothing then of what strangers share.
    @Test
    void strangersWaitForOurs() {
        try (var _ = memory.take(Origin.OURS);
                var _ = memory.take(Origin.OURS)) {
            assertThat(allOfStrangers()).isEmpty();
        }
        assertThat(allOfStrangers()).isNotEmpty();
    }

    @Test
    void partsAreUsedAgain() {
        var small = memory("1M", "0s");
        byte[] first;
        try (var room = small.take(Origin.OURS)) {
            first = room.part();
            assertThat(room.part()).isNotSameAs(first).hasSize(1 << 20);
        }
        try (var room = small.takeOne();
                var other = small.takeOne()) {
            assertThat(room.part()).isSameAs(first);
            assertThat(other.part()).isNotSameAs(first);
        }
    }

    /// Each of those who wait holds memory of another kind.
    @Test
    void fewWait() throws InterruptedException {
        var patient = memory("1T", "1h");
        try (var _ = patient.take(Origin.OURS);
                var _ = patient.take(Origin.OURS)) {
            var waiting = new ArrayList<Thread>();
            for (var i = 0; i < 40; i++) {
                waiting.add(Thread.ofVirtual().unstarted(() -> patient.takeOne().close()));
            }
            waiting.forEach(Thread::start);

            assertThatThrownBy(() -> {
                        while (true) {
                            Thread.sleep(1);
                            patient.takeOne().close();
                        }
                    })
                    .isInstanceOf(TooManyRequests.class);
            waiting.forEach(Thread::interrupt);
        }
    }
}
