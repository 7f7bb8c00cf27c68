package io.virga.agent;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/// Stands for an object store's multipart upload: takes parts by PUT to `/upload?part=N`, and may refuse.
public final class PartStore implements AutoCloseable {

    private final HttpServer server;
    private final Map<Integer, byte[]> parts = new ConcurrentSkipListMap<>();
    private final Map<String, Integer> refusals = new ConcurrentHashMap<>();

    public PartStore() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                var query = exchange.getRequestURI().getQuery();
                var body = exchange.getRequestBody().readAllBytes();
                if (refusals.merge(query, -1, Integer::sum) >= 0
                        || !exchange.getRequestMethod().equals("PUT")) {
                    exchange.sendResponseHeaders(503, -1);
                    return;
                }
                parts.put(Integer.parseInt(query.split("=")[1]), body);
                exchange.sendResponseHeaders(200, -1);
            }
        });
        server.start();
    }

    public List<String> urls(int count) {
        return IntStream.range(0, count)
                .mapToObj(part -> "http://127.0.0.1:" + server.getAddress().getPort() + "/upload?part=" + part)
                .toList();
    }

    /// The next `times` attempts to bring this part are answered 503.
    public void refuse(int part, int times) {
        refusals.put("part=" + part, times);
    }

    public int parts() {
        return parts.size();
    }

    /// All parts, one after the other.
    public byte[] bytes() {
        var whole = new ByteArrayOutputStream();
        parts.values().forEach(whole::writeBytes);
        return whole.toByteArray();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
