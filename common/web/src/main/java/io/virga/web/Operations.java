package io.virga.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What this service does for its callers, as its resources say: what is not here is not served.
@ApplicationScoped
public class Operations {

    private static final Comparator<Operation> ORDER = Comparator.comparing(Operation::path)
            .thenComparing(Operation::method)
            .thenComparing(operation -> operation.rule().value());

    private final List<Operation> all;

    Operations(BeanManager beans) {
        all = beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
                .map(Bean::getBeanClass)
                .filter(type -> type.isAnnotationPresent(Path.class))
                .distinct()
                .flatMap(Operations::of)
                .sorted(ORDER)
                .toList();
    }

    /// By path, method and rule.
    public List<Operation> all() {
        return all;
    }

    private static Stream<Operation> of(Class<?> resource) {
        return Arrays.stream(resource.getDeclaredMethods())
                .flatMap(method -> httpMethod(method).stream()
                        .flatMap(name -> rules(resource, method).stream()
                                .map(rule -> new Operation(name, path(resource, method), rule))));
    }

    /// The rules of a method of a resource: its own, or its class's.
    public static List<Rule> rules(Class<?> resource, Method method) {
        var own = method.getAnnotationsByType(Rule.class);
        return List.of(own.length > 0 ? own : resource.getAnnotationsByType(Rule.class));
    }

    private static Optional<String> httpMethod(Method method) {
        return Arrays.stream(method.getAnnotations())
                .flatMap(
                        annotation -> Arrays.stream(annotation.annotationType().getAnnotationsByType(HttpMethod.class)))
                .map(HttpMethod::value)
                .findFirst();
    }

    private static String path(Class<?> resource, Method method) {
        var below = Optional.ofNullable(method.getAnnotation(Path.class)).map(Path::value);
        var whole = resource.getAnnotation(Path.class).value() + "/" + below.orElse("");
        var path = ("/" + whole).replaceAll("/+", "/");
        return path.length() > 1 && path.endsWith("/") && below.isEmpty() ? path.substring(0, path.length() - 1) : path;
    }
}
