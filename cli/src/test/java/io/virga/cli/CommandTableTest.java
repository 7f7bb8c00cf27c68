package io.virga.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class CommandTableTest {

    @SuppressWarnings("unused")
    private static final List<String> NAMES = CommandTable.names();

    @ParameterizedTest
    @FieldSource("NAMES")
    void everyListedCommandExplainsItself(String name) throws IOException {
        try (var cloud = new PaperCloud()) {
            var outcome = cloud.virga(("help " + name).split(" "));

            assertThat(outcome.code()).isZero();
            assertThat(outcome.out()).startsWith("Usage: virga " + name);
            assertThat(cloud.asked).isEmpty();
        }
    }

    @Test
    void globalOptionsStandBeforeOrAfterTheWords() {
        var before = Invocation.of(
                List.of("--os-cloud", "lab", "--debug", "server", "add", "floating", "ip", "web", "1.2.3.4"));
        var after = Invocation.of(List.of("server", "add", "floating", "ip", "web", "1.2.3.4", "--os-cloud=lab"));

        assertThat(before.name()).isEqualTo("server add floating ip").isEqualTo(after.name());
        assertThat(before.arguments()).containsExactly("--os-cloud", "lab", "--debug", "web", "1.2.3.4");
        assertThat(after.arguments()).containsExactly("web", "1.2.3.4", "--os-cloud=lab");
    }
}
