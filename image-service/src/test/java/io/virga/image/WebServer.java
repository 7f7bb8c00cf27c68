package io.virga.image;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/// Two web servers inside: one that the operator trusts, and one that nobody may be led to.
public final class WebServer implements QuarkusTestResourceLifecycleManager {

    /// What a server does when it is asked.
    @FunctionalInterface
    public interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    private static final Map<String, Answer> ANSWERS = new ConcurrentHashMap<>();
    private static final List<String> INTRUDED = new CopyOnWriteArrayList<>();

    private static HttpServer trusted;
    private static HttpServer secret;

    @Override
    public Map<String, String> start() {
        trusted = serve(
                exchange -> ANSWERS.get(exchange.getRequestURI().getPath()).to(exchange));
        secret = serve(exchange -> {
            INTRUDED.add(exchange.getRequestURI().toString());
            bytes(new byte[512]).to(exchange);
        });
        return Map.of(
                "image.web-download.trusted-hosts", "127.0.0.1:" + port(trusted),
                "image.web-download.ports", "80,443," + port(secret),
                "image.web-download.longest", "20s",
                "image.web-download.minimum-rate", "1K",
                "image.web-download.rate-window", "3s");
    }

    private static HttpServer serve(Answer answer) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                try (exchange) {
                    answer.to(exchange);
                }
            });
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return server;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        trusted.stop(0);
        secret.stop(0);
    }

    private static int port(HttpServer server) {
        return server.getAddress().getPort();
    }

    /// Serves `answer` under `path`, and returns the URL of that.
    public static String at(String path, Answer answer) {
        ANSWERS.put(path, answer);
        return "http://127.0.0.1:" + port(trusted) + path;
    }

    public static Answer bytes(byte[] content) {
        return exchange -> {
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
        };
    }

    public static Answer redirect(int status, String to) {
        return exchange -> {
            exchange.getResponseHeaders().add("Location", to);
            exchange.sendResponseHeaders(status, -1);
        };
    }

    /// The port of the server that nobody may be led to.
    public static int secretPort() {
        return port(secret);
    }

    /// What that server was asked for; nothing, or we have a hole.
    public static List<String> intruded() {
        return INTRUDED;
    }
}
