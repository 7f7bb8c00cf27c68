package io.virga.agent.image;

import static io.virga.agent.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.virga.agent.RangeStore;
import io.virga.agent.SomeCommands;
import io.virga.agent.StoredImages;
import io.virga.contract.agent.BootImage;
import io.virga.model.InstanceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Room on a disk that has it for one of two images: each claims three fifths of what is free.
class ServedImagesTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final DownloadPlan PLAN = new DownloadPlan(4, 1 << 20, 2, Duration.ofMillis(10));

    @TempDir
    Path state;

    private final InstanceId first = InstanceId.random();
    private final InstanceId second = InstanceId.random();
    private final List<RangeStore> stores = new ArrayList<>();
    private long size;
    private CacheRoom room;
    private ImageCache cache;
    private ServedImages served;

    @BeforeEach
    void wire() throws IOException {
        Files.createDirectories(state.resolve("instances"));
        var folder = Files.createDirectories(state.resolve("images"));
        size = Files.getFileStore(folder).getUsableSpace() / 5 * 3;
        start();
    }

    /// A new agent, where another may have been before.
    private void start() {
        var metrics = new SimpleMeterRegistry();
        room = new CacheRoom(state.resolve("images"), DiskShare.of("1G"), DiskShare.of("0"));
        var download = new ImageDownload(PLAN, metrics);
        cache = new ImageCache(
                state.resolve("images"), state.resolve("instances"), room, download, StoredImages.QEMU, metrics);
        served = StoredImages.served(state, cache);
    }

    @AfterEach
    void close() {
        served.release(first);
        served.release(second);
        stores.forEach(RangeStore::close);
    }

    @Test
    void secondImageIsRefusedWhileTheFirstHasTheRoom() throws IOException {
        var one = image(1);
        assertThat(served.begin(one, first)).isPresent();

        var other = image(2);
        assertThatThrownBy(() -> served.begin(other, second))
                .isInstanceOf(NoRoomForImage.class)
                .hasMessageContaining("%d bytes are needed".formatted(size));

        served.release(first);
        assertThat(served.begin(other, second)).isPresent();
    }

    @Test
    void machinesOnOneImageShareItsRoom() throws IOException {
        var image = image(1);
        assertThat(served.begin(image, first)).isPresent();
        assertThat(served.begin(image, second)).isPresent();

        served.release(first);
        assertNoRoom(image(2));

        served.release(second);
        cache.reserve(image(2)).close();
    }

    @Test
    void failedFetchKeepsTheRoomOfTheOneThatIsServed() throws IOException {
        var image = image(1);
        assertThat(served.begin(image, first)).isPresent();
        stores.getFirst().answer(403);

        assertThatThrownBy(() -> cache.fetch(image))
                .as("the same room, not as much again")
                .isInstanceOf(ImageUnreachable.class);

        assertNoRoom(image(2));
    }

    @Test
    void bytesThatWereThrownAwayAreAwaitedAgain() throws IOException {
        // The first range comes, and the next ones are not in the store.
        var image = image(1);
        var one = served.begin(image, first).orElseThrow();
        var arrived = new AtomicLong();

        assertThatThrownBy(() -> cache.prefetch(image, arrived::addAndGet)).isInstanceOf(ImageUnreachable.class);

        assertThat(arrived).hasPositiveValue();
        assertThat(state.resolve("images")).isEmptyDirectory();
        assertThat(room.promised()).isEqualTo(size);
        assertThat(one.whole()).isEmpty();
    }

    @Test
    void whatIsServedAfterARestartHasItsRoomAgainAndIsNotRefusedForWantOfIt() throws IOException {
        var one = image(1);
        var other = image(2);

        served.resume(one, first);
        assertNoRoom(other);

        assertThat(served.resume(other, second).uri()).startsWith("nbd+unix:");
        assertThat(room.promised()).isEqualTo(size);
    }

    @Test
    void imageThatIsWholeNeedsNoMoreRoom() throws IOException {
        var content = new byte[2 << 20];
        var store = new RangeStore(content);
        stores.add(store);
        var image = SomeCommands.image(content, "raw", store.url());
        var one = served.begin(image, first).orElseThrow();

        eventually(SOON, () -> assertThat(one.whole()).isPresent());

        eventually(SOON, () -> assertThat(room.promised()).isZero());
    }

    private void assertNoRoom(BootImage image) {
        assertThatThrownBy(() -> cache.reserve(image).close()).isInstanceOf(NoRoomForImage.class);
    }

    /// One whose store says that it is as large as claimed, and has little of it.
    private BootImage image(int number) throws IOException {
        var content = new byte[2 << 20];
        content[600] = (byte) number;
        var store = new RangeStore(content, size);
        stores.add(store);
        var real = SomeCommands.image(content, "raw", store.url());
        return new BootImage(real.id(), "raw", size, size, real.sha512(), real.url());
    }
}
