package io.virga.identity.federation.mapping;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// One condition of a rule's remote side, about one claim.
///
/// Truth values are compared in any spelling, so that `"FALSE"` is `false`, and a claim that says only `false` does
/// not count as there.
record Requirement(String type, Kind kind, List<String> values, List<Pattern> patterns) {

    enum Kind {
        PRESENT,
        ANY_ONE_OF,
        NOT_ANY_OF,
        BLACKLIST,
        WHITELIST;

        /// Whether the local side may refer to what this condition matched.
        boolean yields() {
            return this == PRESENT || this == BLACKLIST || this == WHITELIST;
        }
    }

    /// Empty when the condition does not hold; else the values it yields.
    Optional<List<String>> holds(Claims claims) {
        var said = claims.of(type);
        if (said.isEmpty()) {
            return Optional.empty();
        }
        return switch (kind) {
            case PRESENT ->
                said.size() == 1 && normal(said.getFirst()).equals("false") ? Optional.empty() : Optional.of(said);
            case ANY_ONE_OF -> said.stream().anyMatch(this::named) ? Optional.of(List.of()) : Optional.empty();
            case NOT_ANY_OF -> said.stream().noneMatch(this::named) ? Optional.of(List.of()) : Optional.empty();
            case BLACKLIST ->
                Optional.of(said.stream().filter(value -> !named(value)).toList());
            case WHITELIST -> Optional.of(said.stream().filter(this::named).toList());
        };
    }

    private boolean named(String value) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(value).find())
                || values.stream().anyMatch(one -> normal(one).equals(normal(value)));
    }

    private static String normal(String value) {
        if (value.equalsIgnoreCase("true")) {
            return "true";
        }
        return value.equalsIgnoreCase("false") ? "false" : value;
    }
}
