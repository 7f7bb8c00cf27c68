package io.virga.agent.image;

import io.virga.agent.image.ImageSource.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/// Copies an object in ranges, several at a time, each to its place in the file. A range that breaks off
/// goes on where it stopped; no byte is written twice, so what was digested is what is in the file.
final class RangedCopy {

    private static final Logger log = Logger.getLogger(RangedCopy.class);
    private static final int BUFFER = 1 << 18;

    private final ImageSource source;
    private final FileChannel file;
    private final long size;
    private final DownloadPlan plan;
    private final LongConsumer arrived;
    private final List<CompletableFuture<Void>> ranges;
    private final AtomicInteger next = new AtomicInteger(1);
    private volatile boolean stopped;

    /// `arrived` is told how many bytes more are in the file.
    RangedCopy(ImageSource source, FileChannel file, long size, DownloadPlan plan, LongConsumer arrived) {
        this.source = source;
        this.file = file;
        this.size = size;
        this.plan = plan;
        this.arrived = arrived;
        var count = Math.toIntExact((size + plan.rangeBytes() - 1) / plan.rangeBytes());
        this.ranges = IntStream.range(0, count)
                .mapToObj(_ -> new CompletableFuture<Void>())
                .toList();
    }

    /// Copies everything, `first` being the answer for the first range, and returns the SHA-512 of it.
    /// Throws `IOException` when a range could not be had however often it was asked for.
    MessageDigest run(Answer first) throws IOException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.execute(() -> work(0, first));
            for (var i = 1; i < Math.min(plan.atOnce(), ranges.size()); i++) {
                threads.execute(() -> work(next.getAndIncrement(), null));
            }
            try {
                return digestInOrder();
            } finally {
                stopped = true;
            }
        }
    }

    private void work(int index, Answer open) {
        var answer = open;
        for (var i = index; i < ranges.size() && !stopped; i = next.getAndIncrement()) {
            try {
                fetch(i, answer);
                // One that another's failure has cut short is not complete: that failure is told in its place.
                if (!stopped) {
                    ranges.get(i).complete(null);
                }
            } catch (IOException e) {
                fail(new UncheckedIOException(e));
            } catch (RuntimeException e) {
                fail(e);
            }
            answer = null;
        }
    }

    private void fail(RuntimeException e) {
        stopped = true;
        ranges.forEach(range -> range.completeExceptionally(e));
    }

    private void fetch(int index, Answer open) throws IOException {
        var range = new Range((long) index * plan.rangeBytes(), Math.min(size, (index + 1L) * plan.rangeBytes()));
        var answer = open;
        for (var attempt = 1; !stopped; attempt++) {
            try {
                if (answer == null) {
                    answer = source.open(range.position, range.end);
                }
                copy(answer, range);
                return;
            } catch (IOException e) {
                if (attempt == plan.attempts()) {
                    throw e;
                }
                log.infof("a range broke off at byte %d (%s); going on there", range.position, e.getMessage());
                plan.rest(attempt);
            }
            answer = null;
        }
    }

    private void copy(Answer answer, Range range) throws IOException {
        if (!answer.partial()) {
            answer.close();
            throw new IOException("the object store gave everything instead of a range");
        }
        var whole = false;
        try (var in = answer.bytes()) {
            var buffer = new byte[BUFFER];
            while (range.position < range.end && !stopped) {
                var read = in.read(buffer, 0, (int) Math.min(BUFFER, range.end - range.position));
                if (read < 0) {
                    throw new IOException("it ended at byte %d".formatted(range.position));
                }
                write(ByteBuffer.wrap(buffer, 0, read), range.position);
                range.position += read;
                arrived.accept(read);
            }
            whole = range.position == range.end;
        } finally {
            if (!whole) {
                answer.close();
            }
        }
    }

    private void write(ByteBuffer bytes, long position) throws IOException {
        var at = position;
        while (bytes.hasRemaining()) {
            at += file.write(bytes, at);
        }
    }

    private MessageDigest digestInOrder() throws IOException {
        var digest = ImageDownload.sha512();
        var buffer = ByteBuffer.allocate(BUFFER);
        for (var i = 0; i < ranges.size(); i++) {
            await(ranges.get(i));
            var end = Math.min(size, (i + 1L) * plan.rangeBytes());
            for (var position = (long) i * plan.rangeBytes(); position < end; ) {
                buffer.clear().limit((int) Math.min(BUFFER, end - position));
                var read = file.read(buffer, position);
                if (read < 0) {
                    throw new IOException("the file ends at byte %d".formatted(position));
                }
                digest.update(buffer.flip());
                position += read;
            }
        }
        return digest;
    }

    private static void await(CompletableFuture<Void> range) throws IOException {
        try {
            range.join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case UncheckedIOException failure -> throw failure.getCause();
                case RuntimeException failure -> throw failure;
                default -> throw e;
            }
        }
    }

    private static final class Range {
        private final long end;
        private long position;

        Range(long position, long end) {
            this.position = position;
            this.end = end;
        }
    }
}
