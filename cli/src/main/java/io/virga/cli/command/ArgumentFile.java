package io.virga.cli.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.virga.cli.failure.CliFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Files that arguments name: what is in them goes to the cloud.
public final class ArgumentFile {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ArgumentFile() {}

    public static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw CliFailure.of("Cannot read the file " + file + ".")
                    .advise("It must be there, readable by you, and text in UTF-8.")
                    .causedBy(e);
        }
    }

    /// The lines without the blank ones.
    public static List<String> lines(Path file) {
        return text(file)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    public static JsonNode json(Path file) {
        return parsed(text(file), "the file " + file);
    }

    /// JSON that stands in the argument itself, or in a file that the argument names.
    public static JsonNode json(String textOrFile, String option) {
        var typed = textOrFile.strip();
        return typed.startsWith("[") || typed.startsWith("{") ? parsed(typed, option) : json(Path.of(textOrFile));
    }

    private static JsonNode parsed(String text, String place) {
        try {
            var tree = JSON.readTree(text);
            if (!tree.isMissingNode()) {
                return tree;
            }
        } catch (JsonProcessingException e) {
            throw CliFailure.of("In " + place + " is no valid JSON: " + e.getOriginalMessage())
                    .advise("See line " + e.getLocation().getLineNr() + ".")
                    .causedBy(e);
        }
        throw CliFailure.of("In " + place + " is nothing.").advise("Put the JSON there.");
    }
}
