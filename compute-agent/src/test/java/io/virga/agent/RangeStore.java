package io.virga.agent;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

/// Stands for an object store that gives parts of one image. It may keep large requests waiting, which are those of
/// whoever wants the whole, and refuse all.
public final class RangeStore implements AutoCloseable {

    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");
    private static final int LARGE = 600_000;

    private final HttpServer server;
    private final AtomicInteger status = new AtomicInteger(206);
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile String validQuery = "v=1";
    private final AtomicReference<byte[]> once = new AtomicReference<>();
    private volatile byte[] image;

    public RangeStore(byte[] content) throws IOException {
        this(content, content.length);
    }

    /// One that says it has `claimed` bytes, and breaks off after those that it has.
    public RangeStore(byte[] content, long claimed) throws IOException {
        image = content;
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                var range = RANGE.matcher(exchange.getRequestHeaders().getFirst("Range"));
                if (!range.matches()) {
                    throw new IOException("no range");
                }
                var from = Integer.parseInt(range.group(1));
                var total = claimed == content.length ? image.length : claimed;
                var to = Math.min(image.length, Integer.parseInt(range.group(2)) + 1);
                var bytes = image;
                if (to - from > LARGE) {
                    gate.await();
                    bytes = Objects.requireNonNullElse(once.getAndSet(null), image);
                }
                if (!exchange.getRequestURI().getQuery().equals(validQuery) || status.get() != 206) {
                    exchange.sendResponseHeaders(status.get() == 206 ? 403 : status.get(), -1);
                    return;
                }
                exchange.getResponseHeaders().set("ETag", "\"v1\"");
                exchange.getResponseHeaders().set("Content-Range", "bytes %d-%d/%d".formatted(from, to - 1, total));
                exchange.sendResponseHeaders(206, to - from);
                exchange.getResponseBody().write(bytes, from, to - from);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        });
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/image?" + validQuery;
    }

    /// URLs that were given out are good no more.
    public void expire() {
        validQuery = "v=" + (validQuery.charAt(2) - '0' + 1);
    }

    /// Answers everything with this from now on; 206 is well.
    public void answer(int code) {
        status.set(code);
    }

    public void replace(byte[] content) {
        image = content;
    }

    /// The next large request gets this instead.
    public void replaceOnce(byte[] content) {
        once.set(content);
    }

    /// Large requests wait until `open`.
    public void shut() {
        gate = new CountDownLatch(1);
    }

    public void open() {
        gate.countDown();
    }

    @Override
    public void close() {
        open();
        server.stop(0);
    }
}
