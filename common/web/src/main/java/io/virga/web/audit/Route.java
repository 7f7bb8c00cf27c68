package io.virga.web.audit;

import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The path of an operation as its annotations write it: literals, and names of parameters in braces.
record Route(List<String> segments) {

    private static final Pattern VERSION = Pattern.compile("v[0-9]+(\\.[0-9]+)?");

    // A parameter with or without the pattern that it must match; patterns may hold braces and slashes.
    private static final Pattern SEGMENT = Pattern.compile("\\{[^/{}]+(?::(?:[^{}]|\\{[^{}]*\\})*)?\\}|[^/{}]+");

    static Route of(Class<?> resource, Method operation) {
        return parse(path(resource.getAnnotation(Path.class)) + "/" + path(operation.getAnnotation(Path.class)));
    }

    static Route parse(String path) {
        var segments = new ArrayList<String>();
        SEGMENT.matcher(path).results().map(found -> found.group().strip()).forEach(segments::add);
        return new Route(List.copyOf(segments));
    }

    private static String path(Path annotation) {
        return annotation == null ? "" : annotation.value();
    }

    /// What kind of thing the operation is about: `service/identity/projects/users/roles`.
    String typeUri(String service) {
        var words = segments.stream()
                .filter(segment -> !isParameter(segment))
                .skip(startsWithVersion() ? 1 : 0)
                .collect(Collectors.joining("/"));
        return "service/" + service + (words.isEmpty() ? "" : "/" + words);
    }

    /// The path with each parameter that `value` knows filled in, the others as their names in braces.
    String filled(UnaryOperator<String> value) {
        return segments.stream()
                .map(segment -> {
                    var name = parameter(segment);
                    return name.map(value)
                            .or(() -> name.map(text -> "{" + text + "}"))
                            .orElse(segment);
                })
                .collect(Collectors.joining("/", "/", ""));
    }

    /// The parameter that comes last, which names the thing that the operation is about.
    Optional<String> lastParameter() {
        return segments.reversed().stream()
                .flatMap(segment -> parameter(segment).stream())
                .findFirst();
    }

    /// The last literal, such as `servers`; empty for the root.
    String lastLiteral() {
        return segments.reversed().stream()
                .filter(segment -> !isParameter(segment))
                .findFirst()
                .orElse("");
    }

    boolean endsWithParameter() {
        return !segments.isEmpty() && isParameter(segments.getLast());
    }

    private boolean startsWithVersion() {
        return !segments.isEmpty() && VERSION.matcher(segments.getFirst()).matches();
    }

    private static boolean isParameter(String segment) {
        return segment.startsWith("{");
    }

    private static Optional<String> parameter(String segment) {
        return isParameter(segment)
                ? Optional.of(segment.substring(1, segment.length() - 1)
                        .split(":", 2)[0]
                        .strip())
                : Optional.empty();
    }
}
