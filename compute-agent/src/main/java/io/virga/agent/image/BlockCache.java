package io.virga.agent.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// The blocks that were read last, each fetched once however many wait for it.
final class BlockCache {

    private final Map<Key, CompletableFuture<byte[]>> blocks;

    private record Key(Object of, long index) {}

    interface Loader {
        byte[] load() throws IOException;
    }

    BlockCache(int capacity) {
        blocks = new LinkedHashMap<>(capacity, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, CompletableFuture<byte[]>> eldest) {
                return size() > capacity;
            }
        };
    }

    /// Block `index` of `of`, by `loader` if need be; whoever waited for the same gets its failure too.
    byte[] get(Object of, long index, Loader loader) throws IOException {
        var key = new Key(of, index);
        var mine = new CompletableFuture<byte[]>();
        var there = putIfAbsent(key, mine);
        if (there != null) {
            return await(there);
        }
        try {
            mine.complete(loader.load());
        } catch (IOException e) {
            mine.completeExceptionally(new UncheckedIOException(e));
        } catch (RuntimeException e) {
            mine.completeExceptionally(e);
        } finally {
            // Nobody waits for ever, not even after an error of the virtual machine.
            if (mine.completeExceptionally(new IllegalStateException("the block was not loaded"))
                    || mine.isCompletedExceptionally()) {
                remove(key, mine);
            }
        }
        return await(mine);
    }

    private synchronized CompletableFuture<byte[]> putIfAbsent(Key key, CompletableFuture<byte[]> block) {
        return blocks.putIfAbsent(key, block);
    }

    private synchronized void remove(Key key, CompletableFuture<byte[]> block) {
        blocks.remove(key, block);
    }

    private static byte[] await(CompletableFuture<byte[]> block) throws IOException {
        try {
            return block.join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case UncheckedIOException failure -> throw failure.getCause();
                case RuntimeException failure -> throw failure;
                default -> throw e;
            }
        }
    }
}
