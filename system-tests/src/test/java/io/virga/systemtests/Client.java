package io.virga.systemtests;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.virga.systemtests.Shell.Result;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A command line client in somebody's name. `openstack` and `virga` have one grammar, so tests need not know which.
record Client(Path program, Path folder, Map<String, String> environment) {

    private static final Duration LIMIT = Duration.ofSeconds(180);

    Result run(String... arguments) {
        return attempt(arguments).orFail();
    }

    Result attempt(String... arguments) {
        if (name().equals("openstack")) {
            return OpenStackForks.run(LIMIT, folder, Shell.environment(environment), List.of(arguments));
        }
        var command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        return Shell.run(LIMIT, folder, environment, command);
    }

    JsonNode json(String... arguments) {
        var command = new ArrayList<>(List.of(arguments));
        command.addAll(List.of("-f", "json"));
        var result = run(command.toArray(String[]::new));
        try {
            return Http.JSON.readTree(result.out());
        } catch (JsonProcessingException e) {
            throw new AssertionError(result.line() + " wrote no JSON: " + result.everything(), e);
        }
    }

    /// One column of a `show` or `create`.
    String value(String column, String... arguments) {
        var command = new ArrayList<>(List.of(arguments));
        command.addAll(List.of("-f", "value", "-c", column));
        return run(command.toArray(String[]::new)).out().strip();
    }

    /// The words of a line, for commands that name nothing with a space in it.
    static String[] words(String line, Object... names) {
        return line.formatted(names).split(" ");
    }

    /// The same client with other settings besides.
    Client with(Map<String, String> more) {
        var all = new HashMap<>(environment);
        all.putAll(more);
        return new Client(program, folder, all);
    }

    String name() {
        return program.getFileName().toString();
    }
}
