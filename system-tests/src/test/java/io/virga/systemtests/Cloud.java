package io.virga.systemtests;

import io.virga.systemtests.Shell.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A whole cloud of its own, started by `./dev up` as a user would, and taken away without a trace in the end.
final class Cloud implements AutoCloseable {

    private static final int OFFSET = Integer.getInteger("virga.system-tests.port-offset", 1300);
    private static final String RUNNING = System.getProperty("virga.system-tests.home");
    private static final int AGENT_PORT = 8790;
    private static final Duration UP = Duration.ofMinutes(6);

    private final Path root = Path.of(System.getProperty("basedir", "."))
            .toAbsolutePath()
            .normalize()
            .getParent();
    private final Path home;
    private final Thread atExit = new Thread(this::takeAway);
    private Result announcement;
    private Http adminHttp;

    private Cloud(Path home) {
        this.home = home;
    }

    /// With `-Dvirga.system-tests.home=…` a cloud that runs already is used, and left alone in the end.
    static Cloud start() {
        if (RUNNING != null) {
            return new Cloud(Path.of(RUNNING));
        }
        try {
            // Unix sockets live below: their paths must stay short.
            var cloud = new Cloud(Files.createTempDirectory(Path.of("/var/tmp"), "virga-"));
            Runtime.getRuntime().addShutdownHook(cloud.atExit);
            cloud.comeUp();
            return cloud;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void comeUp() {
        announcement = dev("up", "--no-build");
        if (announcement.status() != 0) {
            close();
            announcement.orFail();
        }
    }

    /// What `./dev up` has printed.
    String announcement() {
        if (announcement == null) {
            comeUp();
        }
        return announcement.out();
    }

    Path home() {
        return home;
    }

    Path log(String process) {
        return home.resolve("log").resolve(process + ".log");
    }

    Result dev(String... arguments) {
        var command = new ArrayList<>(List.of("./dev"));
        command.addAll(List.of(arguments));
        return Shell.run(UP, root, settings(), command);
    }

    /// Starts again whatever does not run.
    void repair() {
        dev("up", "--no-build", "--no-instance").orFail();
    }

    /// The operator's own settings for all services, in force when this returns; empty for none.
    void configure(String properties) {
        var file = home.resolve("etc/local.properties");
        try {
            if (properties.isEmpty()) {
                Files.deleteIfExists(file);
            } else {
                Files.writeString(file, properties);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        repair();
    }

    String url(Service service) {
        return "http://127.0.0.1:" + (service.port() + OFFSET);
    }

    String agentUrl() {
        return "http://127.0.0.1:" + (AGENT_PORT + OFFSET);
    }

    /// `openstack` or `virga`, as the administrator.
    Client admin(String program) {
        var environment = settings();
        environment.put("OS_CLIENT_CONFIG_FILE", home.resolve("clouds.yaml").toString());
        environment.put("OS_CLOUD", "virga-admin");
        return new Client(path(program), home, environment);
    }

    /// The same as a user of a project, by environment variables alone.
    Client user(String program, String user, String password, String project) {
        return client(
                program,
                Map.of(
                        "OS_USERNAME",
                        user,
                        "OS_PASSWORD",
                        password,
                        "OS_PROJECT_NAME",
                        project,
                        "OS_USER_DOMAIN_NAME",
                        "Default",
                        "OS_PROJECT_DOMAIN_NAME",
                        "Default"));
    }

    /// The same with the environment variables of any way to log in.
    Client client(String program, Map<String, String> logIn) {
        var environment = settings();
        environment.put("OS_AUTH_URL", url(Service.IDENTITY) + "/v3");
        environment.put("OS_IDENTITY_API_VERSION", "3");
        environment.putAll(logIn);
        return new Client(path(program), home, environment);
    }

    private Path path(String program) {
        return program.equals("virga") ? root.resolve("cli/virga") : Path.of("/usr/bin", program);
    }

    private Map<String, String> settings() {
        var environment = new HashMap<String, String>();
        environment.put("VIRGA_HOME", home.toString());
        environment.put("VIRGA_PORT_OFFSET", Integer.toString(OFFSET));
        return environment;
    }

    Http http(Client client) {
        return new Http(client.value("id", "token", "issue"));
    }

    /// HTTP as the administrator, with one token for the whole run.
    synchronized Http adminHttp() {
        if (adminHttp == null) {
            adminHttp = http(admin("openstack"));
        }
        return adminHttp;
    }

    Result virsh(String... arguments) {
        var command = new ArrayList<>(
                List.of("virsh", "-q", "-c", "qemu+unix:///system?socket=" + home + "/libvirt/run/libvirt-sock"));
        command.addAll(List.of(arguments));
        return Shell.run(Duration.ofSeconds(30), home, Map.of(), command).orFail();
    }

    /// Power failure for one process: no chance to say good-bye.
    void kill(String process) {
        var pid = pid(process).orElseThrow(() -> new AssertionError("no process file for " + process));
        Shell.run(Duration.ofSeconds(5), home, Map.of(), List.of("kill", "-KILL", Long.toString(pid)))
                .orFail();
    }

    private Optional<Long> pid(String process) {
        var file = home.resolve("run").resolve(process + ".pid");
        try {
            return Files.exists(file)
                    ? Optional.of(Long.parseLong(Files.readString(file).strip()))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (RUNNING == null) {
            takeAway();
            Runtime.getRuntime().removeShutdownHook(atExit);
        }
    }

    private synchronized void takeAway() {
        if (Files.exists(home)) {
            keepLogs();
            var gone = dev("reset", "--yes");
            if (gone.status() != 0) {
                System.out.println("the cloud in " + home + " could not be taken away: " + gone.everything());
            }
            Shell.run(
                    Duration.ofMinutes(1), root, Map.of(), List.of("rm", "-rf", "--one-file-system", home.toString()));
        }
    }

    // The only thing that outlives the cloud: whoever has to find out why a test failed needs them.
    private void keepLogs() {
        var kept = root.resolve("system-tests/target/cloud-logs");
        try {
            Files.createDirectories(kept);
            try (var logs = Files.list(home.resolve("log"))) {
                for (var log : logs.filter(Files::isRegularFile).toList()) {
                    Files.copy(log, kept.resolve(log.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            System.out.println("the logs of the cloud could not be kept: " + e);
        }
    }
}
