package io.virga.image.protection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/// The operator's file of protections in Glance's format (`property-protections.conf`, rule format `roles`): sections
/// `[regular expression]`, in each the lines `create`, `read`, `update` and `delete`, all four, with roles, `@` for
/// everybody, or `!` for nobody.
///
/// It is read whole or not at all: a mistake stops the start, because a property that the operator believes to be
/// protected must not be open.
final class ProtectionFile {

    private static final String NOBODY = "!";

    private final List<ProtectionRule> rules = new ArrayList<>();
    private final List<String> mistakes = new ArrayList<>();
    private Pattern section;
    private String sectionAt;
    private Map<Operation, Set<String>> roles;

    private ProtectionFile() {}

    /// The rules in the order of the file. Throws `IllegalStateException` that says which lines to mend and how.
    static List<ProtectionRule> read(Path path) {
        try {
            return parse(path.toString(), Files.readAllLines(path));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "image.property-protections names %s, which cannot be read (%s). Put the file there and let the service's user read it, or take the setting away."
                            .formatted(path, e),
                    e);
        }
    }

    static List<ProtectionRule> parse(String name, List<String> lines) {
        var file = new ProtectionFile();
        for (int i = 0; i < lines.size(); i++) {
            file.line(name + ":" + (i + 1) + ": ", lines.get(i).strip());
        }
        file.endSection();
        if (!file.mistakes.isEmpty()) {
            throw new IllegalStateException(
                    "The file of property protections is wrong.\n" + String.join("\n", file.mistakes));
        }
        return List.copyOf(file.rules);
    }

    private void line(String at, String line) {
        if (line.isEmpty() || line.startsWith("#") || line.startsWith(";")) {
            return;
        }
        if (line.startsWith("[") && line.endsWith("]")) {
            endSection();
            beginSection(at, line.substring(1, line.length() - 1));
        } else if (roles == null) {
            mistakes.add(at + "begin with a section: [regular expression of property names].");
        } else {
            entry(at, line);
        }
    }

    private void beginSection(String at, String expression) {
        sectionAt = at;
        roles = new EnumMap<>(Operation.class);
        try {
            section = Pattern.compile(expression);
        } catch (PatternSyntaxException e) {
            mistakes.add(at + "'" + expression + "' is not a regular expression: " + e.getDescription() + ".");
            section = null;
        }
    }

    private void entry(String at, String line) {
        var parts = line.split("[=:]", 2);
        var operation = Arrays.stream(Operation.values())
                .filter(known -> known.word().equals(parts[0].strip()))
                .findFirst();
        if (operation.isEmpty() || parts.length < 2) {
            mistakes.add(at + "write 'create = role, role' (or read, update, delete) instead of '" + line + "'.");
        } else if (roles.put(operation.get(), roles(at, parts[1])) != null) {
            mistakes.add(at + "'" + parts[0].strip() + "' is there twice in its section; keep one of the lines.");
        }
    }

    private Set<String> roles(String at, String list) {
        var named = Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(role -> !role.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        if (named.isEmpty()) {
            mistakes.add(at + "name roles, or write @ for everybody or ! for nobody.");
        } else if (named.remove(NOBODY) && !named.isEmpty()) {
            mistakes.add(at + "! is nobody; it cannot stand beside roles.");
        }
        return named;
    }

    private void endSection() {
        if (roles == null) {
            return;
        }
        var missing = Arrays.stream(Operation.values())
                .filter(operation -> !roles.containsKey(operation))
                .map(Operation::word)
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            mistakes.add(sectionAt + "the section lacks " + missing + ".");
        }
        if (section != null) {
            rules.add(new ProtectionRule(section, roles));
        }
    }
}
