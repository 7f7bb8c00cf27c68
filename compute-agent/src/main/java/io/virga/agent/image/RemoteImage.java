package io.virga.agent.image;

import io.virga.agent.nbd.NbdExport;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/// An image's bytes wherever they are: block by block from the store, and from this host's file once that is whole.
///
/// A store that does not answer, or a URL that has ended, is waited for; after `patience` it is an `IOException`.
final class RemoteImage implements NbdExport, AutoCloseable {

    static final int BLOCK = 1 << 19;

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final ImageSource source;
    private final long size;
    private final BlockCache blocks;
    private final Duration patience;
    private volatile FileChannel file;
    private volatile long fetched = System.nanoTime();
    private boolean closed;

    RemoteImage(ImageSource source, long size, BlockCache blocks, Duration patience) {
        this.source = source;
        this.size = size;
        this.blocks = blocks;
        this.patience = patience;
    }

    @Override
    public long size() {
        return size;
    }

    /// From now on the bytes come from here.
    synchronized void readFrom(Path whole) throws IOException {
        if (!closed) {
            file = FileChannel.open(whole, StandardOpenOption.READ);
        }
    }

    /// How long nobody has needed a block from the store.
    Duration idle() {
        return Duration.ofNanos(System.nanoTime() - fetched);
    }

    @Override
    public void read(long position, ByteBuffer into) throws IOException {
        var at = position;
        while (into.hasRemaining()) {
            at += file == null ? readBlock(at, into) : readFile(at, into);
        }
    }

    private int readFile(long position, ByteBuffer into) throws IOException {
        var read = file.read(into, position);
        if (read < 0) {
            throw new EOFException("the image ends before byte " + position);
        }
        return read;
    }

    private int readBlock(long position, ByteBuffer into) throws IOException {
        var index = position / BLOCK;
        var block = blocks.get(this, index, () -> fetch(index * BLOCK, Math.min(size, (index + 1) * BLOCK)));
        var offset = (int) (position % BLOCK);
        var length = Math.min(into.remaining(), block.length - offset);
        into.put(block, offset, length);
        return length;
    }

    private byte[] fetch(long from, long to) throws IOException {
        var end = System.nanoTime() + patience.toNanos();
        while (true) {
            fetched = System.nanoTime();
            try {
                return source.read(from, to);
            } catch (IOException | ImageUnreachable e) {
                if (System.nanoTime() + PAUSE.toNanos() > end) {
                    throw new IOException(e);
                }
            }
            rest();
        }
    }

    private static void rest() throws IOException {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted between two attempts", e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        if (file != null) {
            file.close();
        }
    }
}
