package io.virga.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// The expected texts are those that `openstack` 6.0 prints for the same values.
class OutputOptionsTest {

    private static final List<Column> COLUMNS = List.of(
            Column.of("ID", "id"),
            Column.of("RAM", "ram"),
            Column.of("Shared", "shared"),
            Column.of("Subnets", "subnets"),
            Column.of("Properties", "properties"));

    private JsonNode items;

    @BeforeEach
    void parse() throws IOException {
        items = new ObjectMapper().readTree("""
                [{"id": "a", "ram": 512, "shared": true, "subnets": ["z", "y"], "properties": {"k": "v", "b": "it's"}},
                 {"id": "ä", "ram": 16384, "shared": false, "subnets": [], "properties": {}},
                 {"id": null, "ram": 1, "shared": false, "subnets": [], "properties": {}}]""");
    }

    @Test
    void tables() {
        assertThat(printed("-f", "table")).isEqualTo("""
                +------+-------+--------+---------+-----------------+
                | ID   |   RAM | Shared | Subnets | Properties      |
                +------+-------+--------+---------+-----------------+
                | a    |   512 | True   | y, z    | b='it's', k='v' |
                | ä    | 16384 | False  |         |                 |
                | None |     1 | False  |         |                 |
                +------+-------+--------+---------+-----------------+
                """);
    }

    @Test
    void emptyTables() {
        items = new ObjectMapper().createArrayNode();

        assertThat(printed()).isEqualTo("\n");
        assertThat(printed("-f", "json")).isEqualTo("[]\n");
    }

    @Test
    void json() {
        assertThat(printed("-f", "json", "-c", "ID", "-c", "Subnets")).isEqualTo("""
                [
                  {
                    "ID": "a",
                    "Subnets": [
                      "z",
                      "y"
                    ]
                  },
                  {
                    "ID": "\\u00e4",
                    "Subnets": []
                  },
                  {
                    "ID": null,
                    "Subnets": []
                  }
                ]
                """);
        assertThat(printed("-f", "json", "--noindent", "-c", "ram"))
                .isEqualTo("[{\"RAM\": 512}, {\"RAM\": 16384}, {\"RAM\": 1}]\n");
    }

    @Test
    void jsonEscapesLikePython() {
        assertThat(printed(new Details().with("n", "\"\\\n\t\u001b\u007f"), "-f", "json", "--noindent"))
                .isEqualTo("{\"n\": \"\\\"\\\\\\n\\t\\u001b\\u007f\"}\n");
    }

    @Test
    void values() {
        assertThat(printed("-f", "value", "--sort-column", "RAM")).isEqualTo("""
                        None 1 False [] {}
                        a 512 True ['z', 'y'] {'k': 'v', 'b': "it's"}
                        ä 16384 False [] {}
                        """);
    }

    @Test
    void yaml() {
        assertThat(printed("-f", "yaml", "-c", "ID", "-c", "RAM")).isEqualTo("""
                - ID: a
                  RAM: 512
                - ID: ä
                  RAM: 16384
                - ID: null
                  RAM: 1
                """);
    }

    @Test
    void detailsAreSortedAndMayHaveSeveralLines() {
        var details = new Details().with("name", "web").with("addresses", "one\ntwo");

        assertThat(printed(details)).isEqualTo("""
                +-----------+-------+
                | Field     | Value |
                +-----------+-------+
                | addresses | one   |
                |           | two   |
                | name      | web   |
                +-----------+-------+
                """);
        assertThat(printed(details, "-f", "value", "-c", "name")).isEqualTo("web\n");
    }

    @Test
    void wideCharactersKeepTheFrameStraight() {
        assertThat(printed(new Details().with("n", "日本"))).contains("| n     | 日本  |");
    }

    @Test
    void escapeSequencesOfATenantNeverReachTheTerminal() {
        var hostile = new Details().with("name", "\u001b[2J\u009b31m\rgone\u202e");

        for (var format : List.of("table", "json", "yaml", "value")) {
            var text = printed(hostile, "-f", format);
            assertThat(text.codePoints().filter(point -> point != '\n' && Character.isISOControl(point)))
                    .as(format)
                    .isEmpty();
        }
    }

    @Test
    void narrowTablesWrap() {
        assertThat(printed(new Details().with("key", "0123456789abcdefghij"), "--max-width", "24"))
                .isEqualTo("""
                +-------+--------------+
                | Field | Value        |
                +-------+--------------+
                | key   | 0123456789ab |
                |       | cdefghij     |
                +-------+--------------+
                """);
    }

    private String printed(String... arguments) {
        return captured(arguments, (options, out) -> options.print(Listing.of(COLUMNS, items), out));
    }

    private static String printed(Details details, String... arguments) {
        return captured(arguments, (options, out) -> options.print(details, out));
    }

    private static String captured(
            String[] arguments, java.util.function.BiConsumer<OutputOptions, PrintStream> printing) {
        var options = new OutputOptions();
        new CommandLine(CommandLine.Model.CommandSpec.forAnnotatedObject(options)).parseArgs(arguments);
        var bytes = new ByteArrayOutputStream();
        printing.accept(options, new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
