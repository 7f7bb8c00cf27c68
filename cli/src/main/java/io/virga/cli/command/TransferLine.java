package io.virga.cli.command;

import io.virga.cli.output.SafeText;
import java.time.Duration;
import java.util.Locale;

/// How far a transfer has come, its rate, and the time it still takes: one moving line on a terminal's stderr, and
/// nothing elsewhere.
public final class TransferLine implements AutoCloseable {

    private static final Duration STEP = Duration.ofMillis(200);
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

    private final Terminal terminal;
    private final String what;
    private final long total;
    private long start = System.nanoTime();
    private long before;
    private long done;
    private long shown;

    public TransferLine(Terminal terminal, String what, long total) {
        this.terminal = terminal;
        this.what = SafeText.escaped(what);
        this.total = total;
    }

    /// From now on bytes move; `there` of them are there already.
    public synchronized void begin(long there) {
        start = System.nanoTime();
        before = there;
        done = there;
        shown = start - STEP.toNanos();
    }

    /// Any thread may call it.
    public synchronized void add(long bytes) {
        done += bytes;
        var now = System.nanoTime();
        if (done >= total || now - shown >= STEP.toNanos()) {
            show(text(done - before, done, total, Duration.ofNanos(now - start)));
            shown = now;
        }
    }

    /// Shows something else in its place.
    public synchronized void say(String state) {
        show(state);
    }

    private void show(String text) {
        if (terminal.errIsTerminal()) {
            terminal.err().print("\r\033[K" + what + ": " + text);
            terminal.err().flush();
        }
    }

    /// Clears the line.
    @Override
    public synchronized void close() {
        if (terminal.errIsTerminal()) {
            terminal.err().print("\r\033[K");
            terminal.err().flush();
        }
    }

    /// `moved` are the bytes that `elapsed` was spent on.
    static String text(long moved, long done, long total, Duration elapsed) {
        var share = "%d %% of %s".formatted(total == 0 ? 100 : done * 100 / total, size(total));
        var seconds = elapsed.toMillis() / 1000.0;
        if (moved == 0 || seconds == 0) {
            return share;
        }
        var rate = moved / seconds;
        return "%s, %s/s, %s left".formatted(share, size((long) rate), time((long) Math.ceil((total - done) / rate)));
    }

    private static String size(long bytes) {
        var unit = 0;
        double amount = bytes;
        while (amount >= 1024 && unit < UNITS.length - 1) {
            amount /= 1024;
            unit++;
        }
        return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", amount, UNITS[unit]);
    }

    private static String time(long seconds) {
        return seconds < 3600
                ? "%d:%02d".formatted(seconds / 60, seconds % 60)
                : "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}
