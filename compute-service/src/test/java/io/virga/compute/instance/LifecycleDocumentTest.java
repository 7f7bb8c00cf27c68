package io.virga.compute.instance;

import static org.assertj.core.api.Assertions.assertThat;

import io.virga.compute.instance.InstanceLifecycle.Decision;
import io.virga.compute.instance.InstanceLifecycle.Intent;
import io.virga.compute.instance.InstanceState.Changing;
import io.virga.compute.instance.InstanceState.Settled;
import io.virga.compute.instance.InstanceState.Task;
import io.virga.compute.instance.InstanceState.VmState;
import io.virga.contract.agent.Power;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// `docs/instance-lifecycle.md` holds the rules as tables that are generated from them.
///
/// After a change of the rules: `mvn test -pl compute-service -Dtest=LifecycleDocumentTest -Ddocument=write`.
class LifecycleDocumentTest {

    private static final Path DOCUMENT = Path.of("../docs/instance-lifecycle.md");
    private static final String BEGIN = "<!-- generated: begin -->\n";
    private static final String END = "<!-- generated: end -->";
    private static final Instant LATER = Instant.parse("2030-01-01T00:00:00Z");

    private static VmState during(Task task) {
        if (task.isBoot()) {
            return VmState.BUILDING;
        }
        return task == Task.POWERING_ON ? VmState.STOPPED : VmState.ACTIVE;
    }

    @Test
    void showsTheRulesAsTheyAre() throws IOException {
        var text = Files.readString(DOCUMENT);
        var begin = text.indexOf(BEGIN) + BEGIN.length();
        var end = text.indexOf(END);
        var tables = requests() + "\n" + reports() + "\n";
        if ("write".equals(System.getProperty("document"))) {
            Files.writeString(DOCUMENT, text.substring(0, begin) + tables + text.substring(end));
        }

        assertThat(Files.readString(DOCUMENT)).contains(BEGIN + tables + END);
    }

    private static String requests() {
        return table("What a request does", Intent.values(), (state, intent) -> switch (InstanceLifecycle.decide(
                state, intent)) {
            case Decision.Begin(var task) -> "→ " + word(task);
            case Decision.AlreadyDone() -> "nothing to do";
            case Decision.Refuse _ -> "refused";
        });
    }

    private static String reports() {
        return table(
                "What the end of the command, or a sighting, leads to (command's end / mere sighting)",
                Power.values(),
                (state, power) -> {
                    var done = next(state, InstanceLifecycle.observe(state, power, true));
                    var seen = next(state, InstanceLifecycle.observe(state, power, false));
                    return done.equals(seen) ? done : done + " / " + seen;
                });
    }

    private static String next(InstanceState before, InstanceState after) {
        return after.equals(before) ? "·" : "→ " + name(after);
    }

    private interface Cell<T> {
        String of(InstanceState state, T column);
    }

    private static <T extends Enum<T>> String table(String title, T[] columns, Cell<T> cell) {
        Function<String, String> row = cells -> "| " + cells + " |\n";
        var head = row.apply(title + " | "
                + Arrays.stream(columns).map(LifecycleDocumentTest::word).collect(Collectors.joining(" | ")));
        var rule = "|---".repeat(columns.length + 1) + "|\n";
        return head
                + rule
                + states().map(state -> row.apply(name(state) + " | "
                                + Arrays.stream(columns)
                                        .map(column -> cell.of(state, column))
                                        .collect(Collectors.joining(" | "))))
                        .collect(Collectors.joining());
    }

    private static Stream<InstanceState> states() {
        return Stream.concat(
                Arrays.stream(VmState.values()).map(Settled::new),
                Arrays.stream(Task.values()).map(task -> new Changing(during(task), task, LATER)));
    }

    private static String name(InstanceState state) {
        return switch (state) {
            case Settled(var vm) -> word(vm);
            case Changing(var vm, var task, var _) -> word(vm) + ", " + word(task);
        };
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
