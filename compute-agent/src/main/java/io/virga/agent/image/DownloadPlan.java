package io.virga.agent.image;

import java.io.IOException;
import java.time.Duration;

/// How images are fetched: `atOnce` ranges of `rangeBytes` each, tried `attempts` times, with a pause
/// that doubles.
public record DownloadPlan(int atOnce, long rangeBytes, int attempts, Duration pause) {

    private static final int ATTEMPTS = 7;
    private static final Duration PAUSE = Duration.ofMillis(500);

    public DownloadPlan {
        if (atOnce < 1 || rangeBytes < 1 || attempts < 1) {
            throw new IllegalArgumentException("images are fetched in one range at least, of one byte at least");
        }
    }

    /// A store that is away for half a minute is waited for.
    public DownloadPlan(int atOnce, long rangeBytes) {
        this(atOnce, rangeBytes, ATTEMPTS, PAUSE);
    }

    void rest(int attempt) throws IOException {
        try {
            Thread.sleep(pause.multipliedBy(1L << (attempt - 1)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted between two attempts", e);
        }
    }
}
