package io.virga.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A file of the source tree that is generated from the code, a part of it by each service's tests.
///
/// A stale part fails the build; with `-Dgolden=write` the tests write their parts instead, and the change is
/// reviewed like any other.
public final class Golden {

    private static final boolean WRITE = "write".equals(System.getProperty("golden"));

    private Golden() {}

    /// The lines between `begin` and `end`, which stay, must be `lines`.
    public static void section(String file, String begin, String end, List<String> lines) {
        var path = root().resolve(file);
        var all = read(path);
        var first = all.indexOf(begin);
        var last = first < 0 ? -1 : first + all.subList(first, all.size()).indexOf(end);
        assertThat(last).as("%s has the lines '%s' and '%s'", file, begin, end).isGreaterThan(first);
        if (!WRITE) {
            compare(file, all.subList(first + 1, last), lines);
            return;
        }
        var written = new ArrayList<>(all.subList(0, first + 1));
        written.addAll(lines);
        written.addAll(all.subList(last, all.size()));
        write(path, written);
    }

    /// The lines that start with `prefix` must be `lines`; the file is sorted.
    public static void linesOf(String file, String prefix, List<String> lines) {
        var path = root().resolve(file);
        var all = read(path);
        var sorted = lines.stream().sorted().toList();
        if (!WRITE) {
            compare(file, all.stream().filter(line -> line.startsWith(prefix)).toList(), sorted);
            return;
        }
        var written = new ArrayList<>(
                all.stream().filter(line -> !line.startsWith(prefix)).toList());
        written.addAll(sorted);
        write(path, written.stream().sorted().toList());
    }

    private static void compare(String file, List<String> there, List<String> fresh) {
        assertThat(there)
                .as("%s is stale. Run this test with -Dgolden=write and look at what changes.", file)
                .isEqualTo(fresh);
    }

    private static List<String> read(Path path) {
        try {
            return Files.readAllLines(path);
        } catch (IOException e) {
            throw new AssertionError("cannot read " + path, e);
        }
    }

    private static void write(Path path, List<String> lines) {
        try {
            Files.write(path, lines);
        } catch (IOException e) {
            throw new AssertionError("cannot write " + path, e);
        }
    }

    // Tests run in their module's directory.
    private static Path root() {
        for (var at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.exists(at.resolve("CONTRIBUTING.md"))) {
                return at;
            }
        }
        throw new AssertionError("not inside of the source tree");
    }
}
