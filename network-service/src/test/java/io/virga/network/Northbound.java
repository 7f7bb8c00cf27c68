package io.virga.network;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A real northbound database for tests, on a socket of its own; nothing wires what is in it.
public final class Northbound implements QuarkusTestResourceLifecycleManager {

    /// Relative, because the path of a socket may not be long.
    public static final String REMOTE = "unix:target/northbound/nb.sock";

    private static final Path FOLDER = Path.of("target/northbound");
    private static Process server;

    @Override
    public Map<String, String> start() {
        try {
            clean();
            Files.createDirectories(FOLDER);
            run("ovsdb-tool", "create", FOLDER + "/nb.db", "/usr/share/ovn/ovn-nb.ovsschema");
            boot();
        } catch (IOException e) {
            throw new IllegalStateException("ovsdb-server is needed: apt install ovn-central", e);
        }
        return Map.of(
                "network.backend", "ovn", "network.ovn.northbound", REMOTE, "network.ovn.gateway-chassis", "host");
    }

    /// Starts the server; also after `halt`, with what it held before.
    static void boot() throws IOException {
        var builder = new ProcessBuilder(
                "ovsdb-server", "--no-chdir", "--unixctl=none", "--remote=punix:nb.sock", FOLDER + "/nb.db");
        // Sockets are relative to this folder, files to the current one.
        builder.environment().put("OVS_RUNDIR", FOLDER.toAbsolutePath().toString());
        server = builder.redirectErrorStream(true)
                .redirectOutput(FOLDER.resolve("server.log").toFile())
                .start();
    }

    static void halt() {
        try {
            server.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            Files.deleteIfExists(FOLDER.resolve("nb.sock"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void run(String... command) throws IOException {
        try {
            var process = new ProcessBuilder(command).inheritIO().start();
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + " failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void clean() throws IOException {
        if (Files.exists(FOLDER)) {
            try (var files = Files.walk(FOLDER)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    @Override
    public void stop() {
        if (server != null) {
            halt();
        }
    }
}
