package io.virga.agent;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.virga.agent.image.CacheRoom;
import io.virga.agent.image.DiskShare;
import io.virga.agent.image.DownloadPlan;
import io.virga.agent.image.ImageCache;
import io.virga.agent.image.ImageDownload;
import io.virga.agent.image.ServedImage.HeadStart;
import io.virga.agent.image.ServedImages;
import io.virga.agent.qemu.QemuImg;
import io.virga.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/// What an agent with this state folder has of images.
public record StoredImages(ImageCache cache, ServedImages served) {

    public static final QemuImg QEMU = new QemuImg(new Sandbox("nobody", 1L << 30));

    public StoredImages(Path state) {
        this(state, cache(state));
    }

    private StoredImages(Path state, ImageCache cache) {
        this(cache, served(state, cache));
    }

    /// The images are fetched a second after the last read.
    public static ServedImages served(Path state, ImageCache cache) {
        var headStart = new HeadStart(Duration.ofSeconds(1), Duration.ofSeconds(30));
        return new ServedImages(state.resolve("served"), cache, headStart, Clock.systemUTC());
    }

    private static ImageCache cache(Path state) {
        try {
            var folder = Files.createDirectories(state.resolve("images"));
            var metrics = new SimpleMeterRegistry();
            var room = new CacheRoom(folder, DiskShare.of("1G"), DiskShare.of("0"));
            var download = new ImageDownload(new DownloadPlan(4, 1 << 20, 2, Duration.ofMillis(10)), metrics);
            return new ImageCache(folder, state.resolve("instances"), room, download, QEMU, metrics);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
