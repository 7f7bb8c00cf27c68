package io.virga.network.ovsdb;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// One connection to a database server. Requests are pipelined; one thread reads answers and notifications in the order
/// in which they arrive, so an update that a transaction caused has been seen before the transaction's answer is.
public final class Connection implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_SECONDS = 30;

    private final Transport transport;
    private final Consumer<JsonNode> updates;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private final AtomicLong ids = new AtomicLong();
    private final Map<Long, CompletableFuture<JsonNode>> pending = new ConcurrentHashMap<>();
    private final ReentrantLock writing = new ReentrantLock();

    private Connection(Transport transport, Consumer<JsonNode> updates) {
        this.transport = transport;
        this.updates = updates;
    }

    /// Throws `OvsdbException` when nobody listens there. `updates` gets the `table-updates` of each notification, on
    /// the reading thread.
    public static Connection open(String remote, Consumer<JsonNode> updates) {
        try {
            var connection = new Connection(Transport.open(remote), updates);
            Thread.ofVirtual().name("ovsdb-reader").start(connection::read);
            return connection;
        } catch (IOException e) {
            throw new OvsdbException("cannot connect to " + remote, e);
        }
    }

    /// Completes when the connection has ended, for whatever reason.
    public CompletableFuture<Void> closed() {
        return closed;
    }

    /// Asks and waits for the answer.
    public JsonNode call(String method, JsonNode params) {
        var id = ids.incrementAndGet();
        var answer = new CompletableFuture<JsonNode>();
        pending.put(id, answer);
        try {
            send(JSON.createObjectNode().put("method", method).put("id", id).set("params", params));
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OvsdbException(method + " was interrupted", e);
        } catch (TimeoutException | ExecutionException e) {
            throw new OvsdbException(method + " failed", e);
        } finally {
            pending.remove(id);
        }
    }

    /// All of `operations` or none. Throws `OvsdbException` with the server's reason.
    public JsonNode transact(String database, ArrayNode operations) {
        var params = JSON.createArrayNode().add(database);
        operations.forEach(params::add);
        var results = call("transact", params);
        // One more result than operations: the commit itself failed.
        for (var result : results) {
            if (result.hasNonNull("error")) {
                throw new OvsdbException("the transaction was refused: " + result);
            }
        }
        return results;
    }

    private void read() {
        try (JsonParser parser = JSON.getFactory().createParser(transport.in())) {
            while (parser.nextToken() != null) {
                JsonNode message = JSON.readTree(parser);
                if (message.hasNonNull("method")) {
                    notified(message);
                } else {
                    answered(message);
                }
            }
        } catch (IOException | RuntimeException e) {
            end(e);
        } finally {
            end(new IOException("the server closed the connection"));
        }
    }

    private void notified(JsonNode message) {
        switch (message.get("method").asText()) {
            case "echo" ->
                send(JSON.createObjectNode()
                        .<ObjectNode>set("id", message.get("id"))
                        .<ObjectNode>set("result", message.get("params"))
                        .putNull("error"));
            case "update" -> updates.accept(message.get("params").get(1));
            default -> {}
        }
    }

    private void answered(JsonNode message) {
        var waiting = pending.get(message.path("id").asLong());
        if (waiting == null) {
            return;
        }
        if (message.hasNonNull("error")) {
            waiting.completeExceptionally(new IOException(message.get("error").toString()));
        } else {
            waiting.complete(message.get("result"));
        }
    }

    private void send(JsonNode message) {
        writing.lock();
        try {
            transport.out().write(JSON.writeValueAsBytes(message));
            transport.out().flush();
        } catch (IOException e) {
            end(e);
            throw new OvsdbException("the connection broke", e);
        } finally {
            writing.unlock();
        }
    }

    private void end(Exception reason) {
        close();
        pending.values().forEach(waiting -> waiting.completeExceptionally(reason));
        closed.complete(null);
    }

    @Override
    public void close() {
        try {
            transport.socket().close();
        } catch (Exception e) {
            closed.complete(null);
        }
    }
}
