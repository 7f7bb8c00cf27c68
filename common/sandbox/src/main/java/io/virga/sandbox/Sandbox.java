package io.virga.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Where programs run that read tenants' bytes (ADR 31). A program in it
///
/// - sees itself, the machine's libraries and the files that it is shown, and nothing else of the file system, all of
///   it read-only but the files that it is to write;
/// - has no network, sees no other process, and cannot outlive this one;
/// - is a user of its own without privileges, when this process is root; otherwise this process's user in a namespace;
/// - is bounded in memory, time, processes, open files and what it may write.
public final class Sandbox {

    /// glibc sets aside 64 MiB of addresses for each thread otherwise, and they count towards the limit.
    private static final List<String> FEW_ARENAS = List.of("--setenv", "MALLOC_ARENA_MAX", "2");

    private static final String SET_PRIVILEGES = "/usr/bin/setpriv";
    private static final String SET_LIMITS = "/usr/bin/prlimit";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_FILES = 64;
    private static final int MOST_PROCESSES = 256;

    private final String user;
    private final long memory;
    private volatile Unprivileged unprivileged;

    /// `user` is a name, `memory` bytes of address space.
    public Sandbox(String user, long memory) {
        this.user = user;
        this.memory = memory;
    }

    private record Unprivileged(int uid, int gid) {}

    /// What a run may take: bytes that a file has after it has written to it, and time, of the wall clock and of one
    /// processor.
    public record Bounds(long fileBytes, Duration longest) {}

    /// Runs `program`, whose first word is its absolute path. `tick` runs meanwhile; what it throws ends it. Shown
    /// files that its user may not use by itself belong to that user meanwhile. Throws `IOException` when nothing
    /// could be run; a sandbox that cannot be made is an outcome other than 0.
    public Outcome run(List<String> program, List<Shown> files, Bounds bounds, Runnable tick) throws IOException {
        var command = new ArrayList<>(List.of("/usr/bin/bwrap", "--die-with-parent", "--new-session", "--clearenv"));
        if (!isRoot()) {
            command.add("--unshare-user");
            command.addAll(walls(program.getFirst(), files));
            command.addAll(limited(program, bounds));
            return Child.run(command, bounds.longest(), tick);
        }
        var whom = unprivileged();
        command.addAll(walls(program.getFirst(), files));
        command.addAll(as(whom));
        command.addAll(limited(program, bounds));
        try (var _ = new Loan(whom.uid(), files)) {
            return Child.run(command, bounds.longest(), tick);
        }
    }

    private static List<String> walls(String program, List<Shown> files) {
        var walls = new ArrayList<>(FEW_ARENAS);
        walls.addAll(
                List.of("--unshare-net", "--unshare-pid", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try"));
        for (var folder : folders(program, files)) {
            walls.addAll(List.of("--perms", "0755", "--dir", folder));
        }
        walls.addAll(List.of("--ro-bind", "/usr/lib", "/usr/lib", "--ro-bind-try", "/usr/lib64", "/usr/lib64"));
        walls.addAll(List.of("--symlink", "usr/lib", "/lib", "--symlink", "usr/lib64", "/lib64"));
        for (var tool : List.of(SET_PRIVILEGES, SET_LIMITS, program)) {
            walls.addAll(List.of("--ro-bind", tool, tool));
        }
        walls.addAll(List.of("--dev-bind", "/dev/null", "/dev/null"));
        for (var shown : files) {
            walls.addAll(List.of(
                    shown.writable() ? "--bind" : "--ro-bind", shown.file().toString(), shown.at()));
        }
        walls.addAll(List.of("--remount-ro", "/", "--chdir", "/", "--"));
        return walls;
    }

    // Those that bubblewrap makes by itself are root's alone. The longer names come later.
    private static Set<String> folders(String program, List<Shown> files) {
        var folders = new TreeSet<>(List.of("/usr", "/usr/bin", "/dev"));
        Stream.concat(Stream.of(program), files.stream().map(Shown::at)).forEach(file -> {
            for (var above = Path.of(file).getParent(); above.getNameCount() > 0; above = above.getParent()) {
                folders.add(above.toString());
            }
        });
        return folders;
    }

    private List<String> limited(List<String> program, Bounds bounds) {
        var command = new ArrayList<>(List.of(
                SET_LIMITS,
                "--as=" + memory,
                "--cpu=" + Math.max(1, bounds.longest().toSeconds()),
                "--fsize=" + bounds.fileBytes(),
                "--nofile=" + MOST_FILES,
                "--nproc=" + MOST_PROCESSES,
                "--core=0",
                "--"));
        command.addAll(program);
        return command;
    }

    private static List<String> as(Unprivileged whom) {
        return List.of(
                SET_PRIVILEGES,
                "--reuid=" + whom.uid(),
                "--regid=" + whom.gid(),
                "--clear-groups",
                "--no-new-privs",
                "--inh-caps=-all",
                "--bounding-set=-all",
                "--");
    }

    private Unprivileged unprivileged() throws IOException {
        if (unprivileged == null) {
            unprivileged = new Unprivileged(id("-u"), id("-g"));
        }
        return unprivileged;
    }

    // Inside there is no list of users.
    private int id(String kind) throws IOException {
        var outcome = Child.run(List.of("/usr/bin/id", kind, "--", user), PATIENCE, () -> {});
        var id = outcome.output().strip();
        if (outcome.code() != 0 || id.equals("0")) {
            throw new IOException("'%s' is not an unprivileged user".formatted(user));
        }
        return Integer.parseInt(id);
    }

    private static boolean isRoot() throws IOException {
        return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    }
}
