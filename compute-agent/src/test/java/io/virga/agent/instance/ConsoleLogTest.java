package io.virga.agent.instance;

import static org.assertj.core.api.Assertions.assertThat;

import io.virga.agent.host.InstanceFolders;
import io.virga.contract.agent.AgentAnswer.ConsoleOutput;
import io.virga.contract.agent.AgentAnswer.NoSuchInstance;
import io.virga.contract.agent.AgentQuestion.ReadConsole;
import io.virga.model.InstanceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsoleLogTest {

    @TempDir
    Path state;

    private final InstanceId id = InstanceId.random();
    private InstanceFolders folders;
    private ConsoleLog console;

    @BeforeEach
    void open() {
        folders = new InstanceFolders(state);
        folders.createAnew(id);
        console = new ConsoleLog(folders);
    }

    @ParameterizedTest(name = "the last {0} lines in {1} bytes")
    @CsvSource(
            emptyValue = "",
            value = {
                ", 1000, 'one\ntwo\nthree'",
                "0, 1000, ''",
                "1, 1000, 'three'",
                "2, 1000, 'two\nthree'",
                "9, 1000, 'one\ntwo\nthree'",
                ", 7, 'o\nthree'",
                "1, 2, 'ee'",
                ", 0, ''",
                ", -5, ''"
            })
    void endOfTheLog(Integer lines, int maxBytes, String expected) throws IOException {
        Files.writeString(folders.consoleLog(id), "one\ntwo\nthree");

        assertThat(console.read(new ReadConsole(id, lines, maxBytes))).isEqualTo(new ConsoleOutput(expected));
    }

    @Test
    void lineThatEndsIsALine() throws IOException {
        Files.writeString(folders.consoleLog(id), "one\ntwo\n");

        assertThat(console.read(new ReadConsole(id, 1, 100))).isEqualTo(new ConsoleOutput("two\n"));
    }

    @Test
    void fileBeforeIsReadTooWhenThereIsRoom() throws IOException {
        Files.writeString(state.resolve(id + "/console.log.0"), "older ");
        Files.writeString(folders.consoleLog(id), "newer");

        assertThat(console.read(new ReadConsole(id, null, 7))).isEqualTo(new ConsoleOutput("r newer"));
    }

    @Test
    void guestThatHasNotSpokenIsSilent() {
        assertThat(console.read(new ReadConsole(id, null, 100))).isEqualTo(new ConsoleOutput(""));
    }

    @Test
    void instanceOfAnotherHostIsUnknown() {
        assertThat(console.read(new ReadConsole(InstanceId.random(), null, 100)))
                .isEqualTo(new NoSuchInstance());
    }
}
