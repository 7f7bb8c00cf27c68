package io.virga.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The operator's policy file, see `docs/policy.md`: lines `rule:name = persona, persona`, and comments from `#`.
///
/// It is read whole or not at all: a mistake stops the start, because a rule that the operator believes to be tight
/// must not be loose.
final class PolicyFile {

    /// The rules of the other services, which the file holds too.
    private static final Set<String> EVERY_RULE = everyRule();

    private final Map<String, Rule> own;
    private final Map<String, Set<Access>> overrides = new LinkedHashMap<>();
    private final Set<String> seen = new HashSet<>();
    private final List<String> mistakes = new ArrayList<>();

    private PolicyFile(Map<String, Rule> own) {
        this.own = own;
    }

    /// Who each of the `own` rules admits, for those that the file names. Throws `IllegalStateException` that says
    /// which lines to mend and how.
    static Map<String, Set<Access>> read(Path path, Map<String, Rule> own) {
        try {
            return parse(path.toString(), Files.readAllLines(path), own);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "virga.policy-file names %s, which cannot be read (%s). Put the file there and let the service's user read it, or take the setting away."
                            .formatted(path, e),
                    e);
        }
    }

    static Map<String, Set<Access>> parse(String name, List<String> lines, Map<String, Rule> own) {
        var file = new PolicyFile(own);
        for (int i = 0; i < lines.size(); i++) {
            file.line(
                    name + ":" + (i + 1) + ": ",
                    lines.get(i).replaceFirst("#.*", "").strip());
        }
        if (!file.mistakes.isEmpty()) {
            throw new IllegalStateException("The policy file is wrong.\n" + String.join("\n", file.mistakes));
        }
        return Map.copyOf(file.overrides);
    }

    private void line(String at, String line) {
        if (line.isEmpty()) {
            return;
        }
        var parts = line.split("=", -1);
        var rule = parts[0].strip();
        if (parts.length != 2 || rule.isEmpty() || parts[1].isBlank()) {
            mistakes.add(at + "write 'rule:name = persona, persona' instead of '" + line + "'.");
        } else if (!seen.add(rule)) {
            mistakes.add(at + "the rule '" + rule + "' is there twice; keep one of the lines.");
        } else if (own.containsKey(rule)) {
            var personas = personas(at, parts[1]);
            refuseUnchecked(at, own.get(rule), personas);
            overrides.put(rule, personas);
        } else if (EVERY_RULE.contains(rule)) {
            personas(at, parts[1]);
        } else {
            mistakes.add(at + "there is no rule '" + rule + "'." + nearest(rule));
        }
    }

    private Set<Access> personas(String at, String list) {
        var personas = EnumSet.noneOf(Access.class);
        for (var text : list.split(",", -1)) {
            Access.named(text.strip())
                    .ifPresentOrElse(
                            personas::add,
                            () -> mistakes.add(at + "there is no persona '" + text.strip() + "'. There are: "
                                    + joined(Arrays.stream(Access.values())) + "."));
        }
        return personas;
    }

    // The operation does not look at whose thing it is about, and they would be refused whatever the file says; or it
    // looks at the user or the domain alone, and they would reach all of them.
    private void refuseUnchecked(String at, Rule rule, Set<Access> personas) {
        if (Arrays.stream(rule.to()).anyMatch(Access::needsTarget)) {
            refuseBoundless(at, rule, personas);
            return;
        }
        var vain = personas.stream().filter(Access::needsTarget).toList();
        if (!vain.isEmpty()) {
            mistakes.add(at + "'" + rule.value() + "' is not about a user or a domain; take away "
                    + joined(vain.stream()) + ".");
        }
    }

    private void refuseBoundless(String at, Rule rule, Set<Access> personas) {
        var boundless = personas.stream().filter(Access::isOfProject).toList();
        if (!boundless.isEmpty() && Arrays.stream(rule.to()).noneMatch(Access::isOfProject)) {
            mistakes.add(at + "'" + rule.value() + "' is not about a project; take away " + joined(boundless.stream())
                    + ".");
        }
    }

    private String nearest(String rule) {
        return Stream.concat(EVERY_RULE.stream(), own.keySet().stream())
                .distinct()
                .filter(known -> Distance.between(known, rule) <= Math.max(2, rule.length() / 5))
                .sorted(Comparator.comparingInt((String known) -> Distance.between(known, rule))
                        .thenComparing(known -> known))
                .limit(3)
                .reduce((one, other) -> one + ", " + other)
                .map(near -> " Is it one of: " + near + "?")
                .orElse(" `virga policy rule list` shows them all.");
    }

    private static String joined(Stream<Access> personas) {
        return personas.map(Access::persona).collect(Collectors.joining(", "));
    }

    private static Set<String> everyRule() {
        try (var list = PolicyFile.class.getResourceAsStream("rules.txt")) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.substring(line.indexOf(' ') + 1))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
