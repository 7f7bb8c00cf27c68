package io.virga.agent.instance;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.virga.agent.host.InstanceFolders;
import io.virga.contract.agent.AgentAnswer;
import io.virga.contract.agent.AgentAnswer.ConsoleOutput;
import io.virga.contract.agent.AgentAnswer.NoSuchInstance;
import io.virga.contract.agent.AgentQuestion.ReadConsole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Reads back what a guest wrote to its serial console: the end of it, and never more than was asked for.
public final class ConsoleLog {

    private static final int MOST_BYTES = 1 << 20;

    private final InstanceFolders folders;

    public ConsoleLog(InstanceFolders folders) {
        this.folders = folders;
    }

    public AgentAnswer read(ReadConsole question) {
        if (!Files.isDirectory(folders.of(question.instance()))) {
            return new NoSuchInstance();
        }
        var log = folders.consoleLog(question.instance());
        // libvirt's log daemon starts a new file when one is full, and keeps the one before under this name.
        var older = log.resolveSibling(log.getFileName() + ".0");
        var most = Math.clamp(question.maxBytes(), 0, MOST_BYTES);
        var newest = tail(log, most);
        var output = newest.length < most ? join(tail(older, most - newest.length), newest) : newest;
        return new ConsoleOutput(lastLines(new String(output, UTF_8), question.lines()));
    }

    private static byte[] tail(Path file, int most) {
        if (!Files.exists(file)) {
            return new byte[0];
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            var size = channel.size();
            var bytes = ByteBuffer.allocate((int) Math.min(size, most));
            var from = size - bytes.capacity();
            while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {
                continue;
            }
            var content = new byte[bytes.position()];
            bytes.flip().get(content);
            return content;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] join(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }

    private static String lastLines(String text, Integer lines) {
        if (lines == null || lines < 0) {
            return text;
        }
        if (lines == 0) {
            return "";
        }
        var from = text.endsWith("\n") ? text.length() - 1 : text.length();
        for (var line = 0; line < lines && from >= 0; line++) {
            from = text.lastIndexOf('\n', from - 1);
        }
        return text.substring(from + 1);
    }
}
