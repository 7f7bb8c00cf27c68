package io.virga.web.audit;

import io.virga.web.Operations;
import io.virga.web.Rule;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.MultivaluedMap;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// An answered call, as far as its record is concerned. Without a route when no operation was found for it; `rule` is
/// null then.
record Call(
        String method,
        int status,
        Optional<Route> route,
        String rule,
        MultivaluedMap<String, String> parameters,
        Optional<Made> made) {

    private static final Map<Method, Route> ROUTES = new ConcurrentHashMap<>();

    static Call of(ContainerRequestContext request, ContainerResponseContext response, ResourceInfo resource) {
        var operation = Optional.ofNullable(resource.getResourceMethod());
        var route = operation.map(
                method -> ROUTES.computeIfAbsent(method, key -> Route.of(resource.getResourceClass(), key)));
        return new Call(
                request.getMethod(),
                response.getStatus(),
                route,
                operation
                        .map(method -> rule(resource.getResourceClass(), method))
                        .orElse(null),
                request.getUriInfo().getPathParameters(),
                route.flatMap(known -> made(request, response, known)));
    }

    private static Optional<Made> made(
            ContainerRequestContext request, ContainerResponseContext response, Route route) {
        var creation = request.getMethod().equals("POST") && response.getStatus() < 300 && !route.endsWithParameter();
        return creation ? Made.in(response.getEntity(), route.lastLiteral()) : Optional.empty();
    }

    private static String rule(Class<?> resource, Method operation) {
        return Operations.rules(resource, operation).stream()
                .map(Rule::value)
                .findFirst()
                .orElse(null);
    }

    /// Whether the call may have changed something, or was refused for who sent it: its record is kept before it is
    /// answered.
    boolean weighty() {
        return switch (method) {
            case "GET", "HEAD", "OPTIONS" -> status == 401 || status == 403;
            default -> true;
        };
    }
}
