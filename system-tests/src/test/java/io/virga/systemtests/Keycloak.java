package io.virga.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A real Keycloak on a loopback port, with the realm `company` of `keycloak/company-realm.json` and nothing else in
/// it. Its data lives in memory, its files in a folder of its own. One is started for a whole test run.
final class Keycloak implements AutoCloseable {

    static final String REALM = "company";

    /// The client of the command line: confidential, with direct access grants and a service account.
    static final String CLIENT = "openstack";

    static final String CLIENT_SECRET = "openstack-client-secret";

    private static final Duration BUILD = Duration.ofMinutes(5);
    private static final Duration BOOT = Duration.ofMinutes(5);
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final List<String> OPENED =
            List.of("java.util", "java.util.concurrent", "java.security", "java.lang");

    private final Path home;
    private final int port;
    private final Process process;
    private final Instant patience = Instant.now().plus(BOOT);
    private final Thread atExit = new Thread(this::end);

    private Keycloak(Path home, int port, Process process) {
        this.home = home;
        this.port = port;
        this.process = process;
    }

    static Keycloak start() {
        try {
            var distribution = distribution();
            var home = Files.createTempDirectory(Path.of("/var/tmp"), "kc-");
            for (var part : List.of("lib", "conf", "providers", "themes")) {
                Files.createSymbolicLink(home.resolve(part), distribution.resolve(part));
            }
            var imports = Files.createDirectories(home.resolve("data/import"));
            try (var realm = Keycloak.class.getResourceAsStream("/keycloak/company-realm.json")) {
                Files.copy(realm, imports.resolve("company-realm.json"));
            }
            var port = freePort();
            var process = new ProcessBuilder(command(distribution, home, port, freePort()))
                    .directory(home.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(home.resolve("keycloak.log").toFile())
                    .start();
            var keycloak = new Keycloak(home, port, process);
            Runtime.getRuntime().addShutdownHook(keycloak.atExit);
            while (!keycloak.answers()) {
                Wait.pause(Duration.ofMillis(200));
            }
            return keycloak;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // Keycloak compiles its build-time settings into itself once; every later start is several times as fast.
    private static Path distribution() throws IOException {
        var target = Path.of(System.getProperty("basedir", "."), "target", "keycloak")
                .toAbsolutePath();
        try (var folders = Files.list(target)) {
            var distribution = folders.filter(
                            folder -> folder.getFileName().toString().startsWith("keycloak-"))
                    .findFirst()
                    .orElseThrow();
            var built = distribution.resolve("virga-built");
            if (Files.notExists(built)) {
                var command = List.of(
                        "sh",
                        distribution.resolve("bin/kc.sh").toString(),
                        "build",
                        "--db=dev-mem",
                        "--features-disabled=admin,account");
                Shell.run(BUILD, distribution, Map.of("JAVA_HOME", System.getProperty("java.home")), command)
                        .orFail();
                Files.createFile(built);
            }
            return distribution;
        }
    }

    private static List<String> command(Path distribution, Path home, int port, int managementPort) {
        var command = new ArrayList<>(List.of(
                JAVA, "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-XX:TieredStopAtLevel=1", "-Xmx256m"));
        OPENED.forEach(name -> command.add("--add-opens=java.base/" + name + "=ALL-UNNAMED"));
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.util.concurrent.ForkJoinPool.common.threadFactory=io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Dkc.home.dir=" + home,
                "-Djboss.server.config.dir=" + home.resolve("conf"),
                "-cp",
                distribution.resolve("lib/quarkus-run.jar").toString(),
                "io.quarkus.bootstrap.runner.QuarkusEntryPoint",
                "start",
                "--optimized",
                "--import-realm",
                "--cache=local",
                "--http-enabled=true",
                "--http-host=127.0.0.1",
                "--http-port=" + port,
                "--http-management-port=" + managementPort,
                "--hostname-strict=false"));
        return command;
    }

    private boolean answers() {
        if (!process.isAlive() || Instant.now().isAfter(patience)) {
            throw new AssertionError("Keycloak does not come up: " + log());
        }
        try {
            return new Http(null).get(realm()).status() == 200;
        } catch (UncheckedIOException _) {
            return false;
        }
    }

    private String log() {
        try {
            return Files.readString(home.resolve("keycloak.log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /// The realm's URL, which is also the `iss` of its tokens.
    String realm() {
        return url() + "/realms/" + REALM;
    }

    String discovery() {
        return realm() + "/.well-known/openid-configuration";
    }

    /// An access token of a user, as the client `client` gets it by their password.
    String accessToken(String client, String secret, String user, String password) {
        var form = Map.of(
                "grant_type", "password",
                "client_id", client,
                "client_secret", secret,
                "username", user,
                "password", password,
                "scope", "openid");
        return token(form).get("access_token").asText();
    }

    private JsonNode token(Map<String, String> form) {
        var body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        var answer = new Http(null)
                .send(
                        "POST",
                        realm() + "/protocol/openid-connect/token",
                        body,
                        Map.of("Content-Type", "application/x-www-form-urlencoded"));
        if (answer.status() != 200) {
            throw new AssertionError("Keycloak gives no token: " + answer.text());
        }
        return answer.json();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        end();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    private void end() {
        process.destroy();
        try {
            if (!process.waitFor(Duration.ofSeconds(20))) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Shell.run(
                Duration.ofMinutes(1),
                Path.of("/"),
                Map.of(),
                List.of("rm", "-rf", "--one-file-system", home.toString()));
    }
}
