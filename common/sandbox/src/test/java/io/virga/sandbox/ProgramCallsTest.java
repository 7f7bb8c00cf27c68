package io.virga.sandbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// How the sources of all modules, and the scripts, call programs.
class ProgramCallsTest {

    private static final Map<Path, String> FILES = texts();
    private static final Map<Path, String> SOURCES = of(file -> file.matches(".*/src/main/java/.*\\.java"));
    private static final Map<Path, String> SCRIPTS = of(file -> !file.contains("/src/") && !file.endsWith(".java"));

    /// Whatever could run text: processes, scripting engines, templates.
    private static final Pattern RUNNERS = Pattern.compile("\\bProcessBuilder\\b|\\bgetRuntime\\(\\)\\s*\\.exec\\b"
            + "|\\bScriptEngine|\\bjavax\\.script\\b|\\bjdk\\.jshell\\b|\\bjavax\\.tools\\b|\\bio\\.quarkus\\.qute\\b"
            + "|\\bfreemarker\\b|\\bvelocity\\b|\\bthymeleaf\\b|\\bgroovy\\b|\\bExpressionFactory\\b");

    private static final Pattern SHELLS =
            Pattern.compile("\"(?:/usr)?(?:/bin/)?(?:sh|bash|dash|ash|ksh|zsh|busybox|env|xargs|sudo|su)\"");

    private static final Pattern QEMU_TOOLS = Pattern.compile("qemu-(?:img|io|nbd|storage-daemon)\"");
    private static final Pattern SUBCOMMAND = Pattern.compile("\"(?:amend|bench|bitmap|check|commit|compare|convert"
            + "|create|dd|info|map|measure|rebase|resize|snapshot)\"");
    private static final Pattern QEMU_IMG_IN_SCRIPT = Pattern.compile("\\bqemu-img\\s+[a-z]+\\s[^\\n|;&]*");
    private static final Pattern EVAL = Pattern.compile("(?m)^[^#\\n]*\\beval\\b");

    @Test
    @Tag("SEC-63")
    void oneClassStartsProcesses() {
        assertThat(SOURCES).hasSizeGreaterThan(500);
        assertThat(filesWith(RUNNERS)).containsExactly("Child.java");
    }

    @Test
    @Tag("SEC-63")
    void noShellIsCalled() {
        assertThat("List.of(\"/bin/sh\", \"-c\", text)").containsPattern(SHELLS);
        assertThat(filesWith(SHELLS)).isEmpty();
    }

    @Test
    @Tag("SEC-63")
    void noScriptRunsText() {
        assertThat("    eval \"$text\"").containsPattern(EVAL);
        assertThat(SCRIPTS).hasSizeGreaterThan(15);
        assertThat(SCRIPTS)
                .allSatisfy((file, text) -> assertThat(EVAL.matcher(text).results())
                        .as(file.toString())
                        .isEmpty());
    }

    /// A call without the formats of its files would let QEMU guess them, and a guest decide.
    @Test
    @Tag("SEC-05")
    void everyCallOfQemuImgNamesTheFormatsOfItsFiles() {
        assertThat(filesWith(QEMU_TOOLS)).containsExactly("QemuImg.java", "QemuImg.java");
        var calls = SOURCES.entrySet().stream()
                .filter(source -> source.getKey().endsWith("QemuImg.java"))
                .flatMap(source -> callsIn(source.getValue()).stream())
                .toList();
        assertThat(calls).hasSize(5).allSatisfy(ProgramCallsTest::namesItsFormats);
    }

    @Test
    @Tag("SEC-05")
    void soDoScripts() {
        var calls = SCRIPTS.values().stream()
                .map(text -> text.replace("\\\n", " "))
                .flatMap(text ->
                        QEMU_IMG_IN_SCRIPT.matcher(withoutComments(text)).results())
                .map(call -> call.group().replaceAll("\\S+", "\"$0\""))
                .toList();
        assertThat(calls).isNotEmpty().allSatisfy(ProgramCallsTest::namesItsFormats);
    }

    private static void namesItsFormats(String call) {
        assertThat(call).contains("\"-f\"");
        assertThat(call.contains("\"convert\"")).as(call).isEqualTo(call.contains("\"-O\""));
        assertThat(call.contains("\"-b\"")).as(call).isEqualTo(call.contains("\"-F\""));
    }

    // The lists of arguments that name a subcommand.
    private static List<String> callsIn(String source) {
        var calls = new ArrayList<String>();
        var subcommand = SUBCOMMAND.matcher(source);
        while (subcommand.find()) {
            var begin = source.lastIndexOf("List.of(", subcommand.start());
            calls.add(source.substring(begin, closing(source, begin)));
        }
        return calls;
    }

    private static int closing(String source, int begin) {
        var depth = 0;
        for (var i = source.indexOf('(', begin); i < source.length(); i++) {
            depth += source.charAt(i) == '(' ? 1 : source.charAt(i) == ')' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        throw new IllegalArgumentException("a list without an end");
    }

    private static List<String> filesWith(Pattern pattern) {
        return SOURCES.entrySet().stream()
                .filter(source -> pattern.matcher(source.getValue()).find())
                .map(source -> source.getKey().getFileName().toString())
                .toList();
    }

    private static String withoutComments(String script) {
        return script.lines()
                .filter(line -> !line.stripLeading().startsWith("#"))
                .collect(joining("\n"));
    }

    private static Map<Path, String> of(Predicate<String> name) {
        var files = new TreeMap<>(FILES);
        files.keySet().removeIf(file -> !name.test(file.toString()));
        return files;
    }

    /// Java, and what begins like a script or is named like a part of one.
    private static Map<Path, String> texts() {
        var texts = new TreeMap<Path, String>();
        try {
            Files.walkFileTree(root(), new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    var name = folder.getFileName().toString();
                    return name.equals("target") || name.startsWith(".")
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    var text = new String(Files.readAllBytes(file), ISO_8859_1);
                    if (file.toString().matches(".*\\.(java|sh)") || text.startsWith("#!")) {
                        texts.put(file, text);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }

    private static Path root() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("dev"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
