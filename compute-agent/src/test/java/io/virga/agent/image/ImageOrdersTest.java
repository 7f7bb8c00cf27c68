package io.virga.agent.image;

import static io.virga.agent.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.virga.agent.ImageServer;
import io.virga.agent.RangeStore;
import io.virga.agent.SmallGuest;
import io.virga.agent.SomeCommands;
import io.virga.agent.StoredImages;
import io.virga.contract.agent.BootImage;
import io.virga.contract.agent.HostReport.Caching;
import io.virga.contract.agent.HostReport.Stage;
import io.virga.contract.agent.ImageCommand.CacheImage;
import io.virga.model.ImageId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageOrdersTest {

    private static final byte[] CONTENT = SmallGuest.image();

    @TempDir
    Path folder;

    private final UUID order = UUID.randomUUID();
    private Clock clock = Clock.fixed(Instant.parse("2030-01-01T00:00:00Z"), ZoneOffset.UTC);
    private ImageServer store;
    private ImageOrders orders;

    @BeforeEach
    void serve() throws IOException {
        store = new ImageServer(CONTENT);
        orders = orders("1G");
    }

    @AfterEach
    void stop() {
        store.close();
    }

    @Test
    void orderIsToldWhileItIsCarriedOutAndAfter() throws Exception {
        store.shut();
        var working = Thread.ofVirtual().start(() -> orders.handle(new CacheImage(order, image())));
        eventually(
                Duration.ofSeconds(20),
                () -> assertThat(orders.now()).singleElement().satisfies(caching -> {
                    assertThat(caching.stage()).isEqualTo(Stage.FETCHING);
                    assertThat(caching.bytes()).isPositive().isLessThan(CONTENT.length);
                }));

        store.open();
        working.join();

        assertThat(orders.now()).containsExactly(new Caching(order, Stage.CACHED, CONTENT.length, ""));
    }

    @Test
    void failureIsToldWithItsReasonAndWithoutTheUrl() {
        orders = orders("1K");

        orders.handle(new CacheImage(order, image()));

        assertThat(orders.now()).singleElement().satisfies(caching -> {
            assertThat(caching.stage()).isEqualTo(Stage.FAILED);
            assertThat(caching.message()).contains("no room").doesNotContain("http");
        });
    }

    @Test
    void reasonDoesNotRepeatTheImage() throws Exception {
        try (var without = new RangeStore(CONTENT)) {
            without.answer(404);

            orders.handle(new CacheImage(order, SomeCommands.image(CONTENT, "raw", without.url())));
        }

        assertThat(orders.now())
                .singleElement()
                .satisfies(caching -> assertThat(caching.message())
                        .isEqualTo("The image could not be fetched to the host: the object store refuses it: 404."));
    }

    @Test
    void strayOrderHarmsNothing() {
        orders.handle(new CacheImage(order, new BootImage(ImageId.random(), "raw", 1, 1, "../x", store.url())));

        assertThat(orders.now())
                .singleElement()
                .satisfies(caching -> assertThat(caching.stage()).isEqualTo(Stage.FAILED));
    }

    @Test
    void whatIsOverIsForgottenInTheEnd() {
        var settable = new SettableClock();
        clock = settable;
        orders = orders("1G");
        orders.handle(new CacheImage(order, image()));
        assertThat(orders.now()).hasSize(1);

        settable.now = settable.now.plus(Duration.ofMinutes(6));

        assertThat(orders.now()).isEmpty();
    }

    private BootImage image() {
        return SomeCommands.image(CONTENT, "raw", store.url());
    }

    private ImageOrders orders(String limit) {
        var images = folder.resolve("images");
        var metrics = new SimpleMeterRegistry();
        try {
            Files.createDirectories(folder.resolve("instances"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        var room = new CacheRoom(images, DiskShare.of(limit), DiskShare.of("0"));
        var download = new ImageDownload(new DownloadPlan(4, 1 << 20, 1, Duration.ZERO), metrics);
        return new ImageOrders(
                new ImageCache(images, folder.resolve("instances"), room, download, StoredImages.QEMU, metrics), clock);
    }

    private static final class SettableClock extends Clock {
        private Instant now = Instant.parse("2030-01-01T00:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }
}
