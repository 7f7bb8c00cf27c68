package io.virga.image.data;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/// Gives the bytes of one stream to several readers, to each in their order and beside whoever gives them, so that
/// hashes do not hold a transfer up. Bytes are copied; no more than a MiB of them waits for the slowest reader.
/// For one thread at a time.
final class Fanout {

    /// Reads what it is given before it returns, and keeps nothing of the array.
    @FunctionalInterface
    interface Reader {
        void update(byte[] bytes, int offset, int length);
    }

    private static final int BLOCK = 256 << 10;
    private static final int BLOCKS = 4;
    private static final Executor beside = Thread::startVirtualThread;

    private record Given(byte[] bytes, CompletableFuture<Void> read) {}

    private final List<Reader> readers;
    private final CompletableFuture<?>[] ends;
    private final Queue<Given> given = new ArrayDeque<>();
    private byte[] block = new byte[BLOCK];
    private int filled;

    Fanout(List<Reader> readers) {
        this.readers = readers;
        ends = new CompletableFuture<?>[readers.size()];
        Arrays.fill(ends, CompletableFuture.completedFuture(null));
    }

    void update(byte[] bytes, int offset, int length) {
        for (var done = 0; done < length; ) {
            var chunk = Math.min(length - done, BLOCK - filled);
            System.arraycopy(bytes, offset + done, block, filled, chunk);
            filled += chunk;
            done += chunk;
            if (filled == BLOCK) {
                give();
                block = free();
            }
        }
    }

    /// Returns when every reader has had everything, and throws what one of them threw. Nothing may be given after it.
    void finish() {
        give();
        CompletableFuture.allOf(ends).join();
    }

    private void give() {
        var bytes = block;
        var length = filled;
        for (var i = 0; i < ends.length; i++) {
            var reader = readers.get(i);
            ends[i] = ends[i].thenRunAsync(() -> reader.update(bytes, 0, length), beside);
        }
        given.add(new Given(bytes, CompletableFuture.allOf(ends)));
        filled = 0;
    }

    private byte[] free() {
        if (given.size() < BLOCKS) {
            return new byte[BLOCK];
        }
        var oldest = given.remove();
        oldest.read().join();
        return oldest.bytes();
    }
}
