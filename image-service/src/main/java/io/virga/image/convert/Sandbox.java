package io.virga.image.convert;

import io.virga.image.ImageConfig;
import io.virga.image.convert.Child.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Where programs run that read tenants' bytes (ADR 31). A program in it
///
/// - sees itself, the machine's libraries, one file to read (`/source`) and one to write (`/target`), and nothing else
///   of the file system, all of it read-only;
/// - has no network, sees no other process, and cannot outlive this one;
/// - is a user of its own without privileges, when the service is root; otherwise the service's user in a namespace;
/// - is bounded in memory, time, processes, open files and what it may write.
@ApplicationScoped
class Sandbox {

    static final String SOURCE = "/source";
    static final String TARGET = "/target";

    /// glibc sets aside 64 MiB of addresses for each thread otherwise, and they count towards the limit.
    private static final List<String> FEW_ARENAS = List.of("--setenv", "MALLOC_ARENA_MAX", "2");

    private static final String SET_PRIVILEGES = "/usr/bin/setpriv";
    private static final String SET_LIMITS = "/usr/bin/prlimit";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_FILES = 64;
    private static final int MOST_PROCESSES = 256;

    private final String user;
    private final long memory;
    private volatile List<String> unprivileged = List.of();

    @Inject
    Sandbox(ImageConfig config) {
        this(config.conversion().user(), config.conversion().memory().asLongValue());
    }

    /// `memory` in bytes of address space.
    Sandbox(String user, long memory) {
        this.user = user;
        this.memory = memory;
    }

    /// What a run may take: bytes of its target, and time, of the wall clock and of one processor.
    record Bounds(long targetBytes, Duration longest) {}

    /// Runs `program`, whose first word is its absolute path. `tick` runs meanwhile; what it throws ends it. Throws
    /// `IOException` when nothing could be run; a sandbox that cannot be made is an outcome other than 0.
    Outcome run(List<String> program, Path source, Path target, Bounds bounds, Runnable tick) throws IOException {
        var command = new ArrayList<>(walls(program.getFirst(), source, target));
        command.add("--");
        if (isRoot()) {
            if (unprivileged.isEmpty()) {
                unprivileged = unprivileged();
            }
            command.addAll(unprivileged);
        }
        command.addAll(List.of(
                SET_LIMITS,
                "--as=" + memory,
                "--cpu=" + Math.max(1, bounds.longest().toSeconds()),
                "--fsize=" + bounds.targetBytes(),
                "--nofile=" + MOST_FILES,
                "--nproc=" + MOST_PROCESSES,
                "--core=0",
                "--"));
        command.addAll(program);
        return Child.run(command, bounds.longest(), tick);
    }

    private List<String> walls(String program, Path source, Path target) throws IOException {
        var walls = new ArrayList<>(List.of("/usr/bin/bwrap", "--die-with-parent", "--new-session", "--clearenv"));
        walls.addAll(FEW_ARENAS);
        walls.addAll(
                List.of("--unshare-net", "--unshare-pid", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try"));
        if (!isRoot()) {
            walls.add("--unshare-user");
        }
        for (var folder : List.of("/usr", "/usr/bin", "/dev")) {
            walls.addAll(List.of("--perms", "0755", "--dir", folder));
        }
        walls.addAll(List.of("--ro-bind", "/usr/lib", "/usr/lib", "--ro-bind-try", "/usr/lib64", "/usr/lib64"));
        walls.addAll(List.of("--symlink", "usr/lib", "/lib", "--symlink", "usr/lib64", "/lib64"));
        for (var tool : List.of(SET_PRIVILEGES, SET_LIMITS, program)) {
            walls.addAll(List.of("--ro-bind", tool, tool));
        }
        walls.addAll(List.of("--dev-bind", "/dev/null", "/dev/null", "--ro-bind", source.toString(), SOURCE));
        walls.addAll(List.of("--bind", target.toString(), TARGET, "--remount-ro", "/", "--chdir", "/"));
        return walls;
    }

    private List<String> unprivileged() throws IOException {
        return List.of(
                SET_PRIVILEGES,
                "--reuid=" + id("-u"),
                "--regid=" + id("-g"),
                "--clear-groups",
                "--no-new-privs",
                "--inh-caps=-all",
                "--bounding-set=-all",
                "--");
    }

    // Inside there is no list of users.
    private String id(String kind) throws IOException {
        var outcome = Child.run(List.of("/usr/bin/id", kind, "--", user), PATIENCE, () -> {});
        if (outcome.code() != 0 || outcome.output().equals("0")) {
            throw new IOException("image.conversion.user: '%s' is not an unprivileged user".formatted(user));
        }
        return outcome.output();
    }

    private static boolean isRoot() throws IOException {
        return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    }
}
