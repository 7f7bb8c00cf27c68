package io.virga.agent;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.virga.agent.host.AtomicFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/// A libvirtd of the test's own, in namespaces of its own. It needs root and Debian's packages; without them the tests
/// that ask for it are skipped.
public final class PrivateLibvirtd implements AutoCloseable {

    private final Path base;
    private final Process process;

    private PrivateLibvirtd(Path base, Process process) {
        this.base = base;
        this.process = process;
    }

    public static PrivateLibvirtd start() {
        assumeTrue("root".equals(System.getProperty("user.name")), "namespaces need root");
        assumeTrue(
                Stream.of("/usr/sbin/libvirtd", "/usr/sbin/virtlogd", "/usr/bin/qemu-system-x86_64", "/usr/bin/unshare")
                        .allMatch(program -> Files.isExecutable(Path.of(program))),
                "libvirt and QEMU are not installed");
        try {
            // Not below a folder that QEMU's own user may not enter, and short: a socket's path has its limits.
            var base = Files.createTempDirectory(Path.of("/var/tmp"), "virga-agent-");
            var script = Path.of("src/test/resources/private-libvirtd.sh").toAbsolutePath();
            var process = new ProcessBuilder("bash", script.toString(), base.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(base.resolve("libvirtd.log").toFile())
                    .start();
            var daemon = new PrivateLibvirtd(base, process);
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            daemon.awaitSocket();
            return daemon;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String uri() {
        return "qemu+unix:///system?socket=" + socket();
    }

    /// A folder that its QEMUs can reach.
    public Path folder() {
        return base;
    }

    /// `kill -9` of the daemon alone: guests run on, and the daemon comes back after half a second.
    public void kill() {
        process.descendants()
                .filter(child -> child.info()
                        .command()
                        .filter(command -> command.endsWith("/libvirtd"))
                        .isPresent())
                .forEach(ProcessHandle::destroyForcibly);
    }

    private Path socket() {
        return base.resolve("run/libvirt/libvirt-sock");
    }

    private void awaitSocket() {
        Eventually.eventually(Duration.ofSeconds(20), () -> {
            if (!Files.exists(socket())) {
                throw new AssertionError("libvirtd did not start: " + Files.readString(base.resolve("libvirtd.log")));
            }
        });
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.onExit().join();
        AtomicFiles.deleteFolder(base);
    }
}
