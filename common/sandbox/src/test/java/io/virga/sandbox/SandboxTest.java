package io.virga.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.virga.sandbox.Sandbox.Bounds;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A program that has been taken over, played by a shell: it finds nothing and reaches nobody.
@Tag("SEC-07")
class SandboxTest {

    private static final String SHELL = "/usr/bin/bash";
    private static final String CANARY = "canary-of-the-host";
    private static final long MEMORY = 1L << 30;
    private static final Bounds BOUNDS = new Bounds(1 << 20, Duration.ofMinutes(1));
    private static final int SOMEBODY_ELSE = 1;

    private final Sandbox sandbox = new Sandbox("nobody", MEMORY);

    @TempDir
    Path folder;

    private Path source;
    private Path target;

    @BeforeEach
    void makeFiles() throws IOException {
        source = Files.writeString(folder.resolve("source"), "the source\n");
        target = Files.createFile(folder.resolve("target"));
        Files.setPosixFilePermissions(source, PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-------"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }

    private Outcome run(String script) throws IOException {
        return run(script, BOUNDS);
    }

    private Outcome run(String script, Bounds bounds) throws IOException {
        return run(sandbox, List.of(SHELL, "-c", script), bounds, () -> {});
    }

    private Outcome run(Sandbox sandbox, List<String> program, Bounds bounds, Runnable tick) throws IOException {
        var files = List.of(Shown.toRead(source, "/source"), Shown.toWrite(target, "/target"));
        return sandbox.run(program, files, bounds, tick);
    }

    @Test
    void readsItsSourceAndWritesItsTarget() throws IOException {
        var outcome = run("read -r line < /source && echo \"$line\" && echo loud >&2 && echo written > /target");
        assertThat(outcome).isEqualTo(new Outcome(0, "the source\n", "loud\n"));
        assertThat(target).hasContent("written");
    }

    @Test
    void findsAFileUnderThePathThatItHasOutside() throws IOException {
        var script = "read -r line < %s && echo \"$line\"".formatted(source);
        var outcome = sandbox.run(List.of(SHELL, "-c", script), List.of(Shown.toRead(source)), BOUNDS, () -> {});
        assertThat(outcome.output()).isEqualTo("the source\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/etc/passwd", "/proc/self/environ", "/proc/1/cmdline", "/usr/share/dict", "/root/.profile"})
    @Tag("SEC-01")
    void readsNothingElse(String file) throws IOException {
        var outcome = run("mapfile lines < %s && echo \"${lines[@]}\"".formatted(file));
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.errors()).contains("No such file");
    }

    @Test
    @Tag("SEC-01")
    void doesNotSeeTheCanary() throws IOException {
        var canary = Files.writeString(folder.resolve("canary"), CANARY);
        var read = "mapfile lines < %s && echo \"${lines[@]}\"".formatted(canary);
        assertThat(outside(read).output()).startsWith(CANARY);

        var outcome = run(read);

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.errors()).contains("No such file").doesNotContain(CANARY);
        assertThat(outcome.output()).isEmpty();
    }

    @Test
    void seesNothingButWhatItNeeds() throws IOException {
        assertThat(run("shopt -s dotglob; echo /* /usr/* /usr/bin/* /dev/*")
                        .output()
                        .split("\\s"))
                .contains("/source", "/target")
                .isSubsetOf(
                        "/dev",
                        "/dev/null",
                        "/lib",
                        "/lib64",
                        "/source",
                        "/target",
                        "/usr",
                        "/usr/bin",
                        "/usr/bin/bash",
                        "/usr/bin/prlimit",
                        "/usr/bin/setpriv",
                        "/usr/lib",
                        "/usr/lib64");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/x", "/source", "/usr/x", "/usr/lib/x", "/dev/x", "/tmp/x", "/lib/x"})
    void writesNothingElse(String file) throws IOException {
        assertThat(run("echo x > " + file).code()).isEqualTo(1);
        assertThat(source).hasContent("the source");
    }

    @Test
    void hasNoNetwork() throws Exception {
        try (var server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            var connect = "exec 3<>/dev/tcp/127.0.0.1/%d && echo connected".formatted(server.getLocalPort());
            var inside = run(connect);
            assertThat(inside.output()).isEmpty();
            assertThat(inside.errors()).contains("refused");
            assertThat(outside(connect).output()).isEqualTo("connected\n");
        }
    }

    private static Outcome outside(String script) throws IOException {
        return Child.run(List.of(SHELL, "-c", script), BOUNDS.longest(), () -> {});
    }

    @Test
    void isNobodyAndInheritsNothing() throws IOException {
        assertThat(run("export -p; echo $EUID; for i in {3..63}; do [[ -e /dev/fd/$i ]] && echo $i; done; :")
                        .output())
                .doesNotContain("PATH=")
                .endsWith(id("nobody"));
    }

    private static String id(String user) throws IOException {
        return Child.run(List.of("/usr/bin/id", "-u", user), BOUNDS.longest(), () -> {})
                .output();
    }

    @Test
    void isLentOnlyWhatItCouldNotUseOtherwise() throws IOException {
        assumeTrue(owner(target) == 0, "only root can lend");
        assertThat(run("[[ -O /target && ! -O /source ]] && echo so").output()).isEqualTo("so\n");
        Files.setPosixFilePermissions(source, PosixFilePermissions.fromString("r--------"));
        assertThat(run("read -r line < /source && [[ -O /source ]] && echo \"$line\"")
                        .output())
                .isEqualTo("the source\n");

        assertThat(owner(source)).isZero();
        assertThat(owner(target)).isZero();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
                .isEqualTo("rw-------");
    }

    @Test
    void whoTookALentFileMeanwhileKeepsIt() throws IOException {
        assumeTrue(owner(target) == 0, "only root can lend");
        run(sandbox, List.of(SHELL, "-c", "while (( SECONDS < 3 )); do :; done"), BOUNDS, () -> give(target));
        assertThat(owner(target)).isEqualTo(SOMEBODY_ELSE);
    }

    @Test
    void aLentFileMayBeDeletedMeanwhile() throws IOException {
        var outcome = run(
                sandbox,
                List.of(SHELL, "-c", "while (( SECONDS < 3 )); do :; done"),
                BOUNDS,
                () -> target.toFile().delete());
        assertThat(outcome.code()).isZero();
        assertThat(target).doesNotExist();
    }

    private static void give(Path file) {
        try {
            Files.setAttribute(file, "unix:uid", SOMEBODY_ELSE);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int owner(Path file) throws IOException {
        return (int) Files.getAttribute(file, "unix:uid");
    }

    @Test
    void isEndedWithAllItsChildren() throws Exception {
        var mark = UUID.randomUUID().toString();
        var script = ": %s; (while :; do :; done) & (while :; do :; done) & wait".formatted(mark);
        var outcome = run(script, new Bounds(1, Duration.ofSeconds(1)));
        assertThat(outcome.isTimeout()).isTrue();
        assertThat(running(mark)).isZero();
    }

    @Test
    void isEndedWhenNobodyWaitsForIt() {
        var mark = UUID.randomUUID().toString();
        var ticks = new AtomicInteger();
        var program = List.of(SHELL, "-c", ": %s; while :; do :; done".formatted(mark));
        assertThatThrownBy(() -> run(sandbox, program, BOUNDS, () -> {
                    ticks.incrementAndGet();
                    throw new IllegalStateException("deleted meanwhile");
                }))
                .hasMessage("deleted meanwhile");
        assertThat(ticks).hasValue(1);
        assertThat(running(mark)).isZero();
    }

    @Test
    void isEndedWhenItsThreadIsInterrupted() {
        var mark = UUID.randomUUID().toString();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> run(": %s; while :; do :; done".formatted(mark)))
                .isInstanceOf(IOException.class)
                .hasMessage("interrupted");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(running(mark)).isZero();
    }

    private static long running(String mark) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(mark))
                .count();
    }

    @Test
    @Tag("SEC-06")
    void hasNoMoreMemoryThanItMay() throws IOException {
        var outcome = run(
                sandbox, List.of("/usr/bin/perl", "-e", "my $x = 'x' x (2 << 30); print length $x"), BOUNDS, () -> {});
        assertThat(outcome.code()).isNotZero();
        assertThat(outcome.errors()).contains("Out of memory");
    }

    @Test
    @Tag("SEC-06")
    void writesNoMoreThanItMay() throws IOException {
        assertThat(run("printf '%2000000s' x > /target").isKilled()).isTrue();
        assertThat(Files.size(target)).isLessThanOrEqualTo(BOUNDS.fileBytes());
    }

    @Test
    @Tag("SEC-06")
    void opensNoMoreFilesThanItMay() throws IOException {
        assertThat(run("for i in {3..80}; do eval \"exec $i</source\" || exit 9; done")
                        .errors())
                .contains("Too many open files");
    }

    @ParameterizedTest
    @ValueSource(strings = {"root", "no-such-user", "--help"})
    void runsAsNobodyElse(String user) throws IOException {
        assumeTrue(owner(target) == 0, "another user than root stays who it is");
        assertThatThrownBy(() ->
                        run(new Sandbox(user, MEMORY), List.of(SHELL, "-c", "echo ran > /target"), BOUNDS, () -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not an unprivileged user");
        assertThat(target).isEmptyFile();
    }
}
