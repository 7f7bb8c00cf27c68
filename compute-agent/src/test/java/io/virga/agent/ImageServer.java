package io.virga.agent;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// Stands for the object store: gives one image, as often as it is asked for, and may keep the asker waiting.
public final class ImageServer implements AutoCloseable {

    private final HttpServer server;
    private final AtomicInteger requests = new AtomicInteger();
    private volatile CountDownLatch gate = new CountDownLatch(0);

    public ImageServer(byte[] image) throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                requests.incrementAndGet();
                exchange.sendResponseHeaders(200, image.length);
                exchange.getResponseBody().write(image, 0, image.length / 2);
                gate.await();
                exchange.getResponseBody().write(image, image.length / 2, image.length - image.length / 2);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        });
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/image?X-Amz-Signature=canary-of-a-signed-url";
    }

    public int requests() {
        return requests.get();
    }

    /// Stops in the middle of every image until `open`.
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
