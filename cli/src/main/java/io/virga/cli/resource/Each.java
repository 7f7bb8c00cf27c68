package io.virga.cli.resource;

import io.virga.cli.command.Terminal;
import io.virga.cli.failure.CliFailure;
import io.virga.cli.output.SafeText;
import java.util.List;
import java.util.function.Consumer;

/// Does the same to several things. One that fails does not keep the others from being done; the command fails at the
/// end and says how many.
public final class Each {

    private final Terminal terminal;
    private final String verb;
    private final String label;

    public Each(Terminal terminal, String verb, String label) {
        this.terminal = terminal;
        this.verb = verb;
        this.label = label;
    }

    public void of(List<String> names, Consumer<String> deed) {
        if (names.size() == 1) {
            deed.accept(names.getFirst());
            return;
        }
        var failed = 0;
        for (var name : names) {
            try {
                deed.accept(name);
            } catch (CliFailure failure) {
                failed++;
                terminal.err()
                        .println(SafeText.escaped(
                                "Failed to " + verb + " " + label + " '" + name + "': " + failure.getMessage()));
            }
        }
        if (failed > 0) {
            throw CliFailure.of("%d of %d %ss failed to %s.".formatted(failed, names.size(), label, verb))
                    .advise("The reasons stand above; the others are done.");
        }
    }
}
