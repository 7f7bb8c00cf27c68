package io.virga.web.audit;

import io.vertx.ext.web.RoutingContext;
import io.virga.contract.audit.AuditEvent;
import io.virga.contract.audit.AuditEvent.Observer;
import io.virga.contract.audit.AuditEvent.Outcome;
import io.virga.contract.audit.AuditEvent.Reason;
import io.virga.contract.audit.AuditEvent.Target;
import io.virga.web.CurrentRule;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Makes the record of a call.
///
/// Of what the client wrote, only this gets in: ids of things, the names of things that exist, and the user agent.
/// A value in the path is an id when it looks like one, or when the call succeeded, for then it names a thing; else
/// it is withheld, because people put passwords and tokens into the wrong places.
@ApplicationScoped
class AuditEvents {

    private static final Pattern ID =
            Pattern.compile("[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", Pattern.CASE_INSENSITIVE);

    private final Initiators initiators;
    private final AuditTrail trail;
    private final CurrentRule rule;
    private final Clock clock;
    private final Observer observer;

    AuditEvents(
            Initiators initiators,
            AuditTrail trail,
            CurrentRule rule,
            Clock clock,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.initiators = initiators;
        this.trail = trail;
        this.rule = rule;
        this.clock = clock;
        this.observer = Observer.service(service);
    }

    /// Of a call that an operation was found for.
    AuditEvent of(Call call) {
        var action = trail.action()
                .or(() -> rule.action().map("update/"::concat))
                .orElseGet(() -> action(call.method(), call.route().filter(route -> !route.endsWithParameter())));
        return new AuditEvent(
                UUID.randomUUID(),
                clock.instant(),
                action,
                outcome(call.status()),
                initiators.current(),
                call.route().map(route -> target(route, call)).orElse(null),
                observer,
                Reason.http(call.status(), rule.name().orElse(call.rule())),
                call.route()
                        .map(route -> route.filled(name -> shown(call, name)))
                        .orElse(null));
    }

    /// Of a call that no operation answers to.
    AuditEvent stray(RoutingContext call) {
        var request = call.request();
        return new AuditEvent(
                UUID.randomUUID(),
                clock.instant(),
                action(request.method().name(), Optional.empty()),
                outcome(request.response().getStatusCode()),
                Initiators.stranger(request),
                null,
                observer,
                Reason.http(request.response().getStatusCode(), null),
                null);
    }

    private Target target(Route route, Call call) {
        var type = route.typeUri(observer.name());
        var domain = rule.targetDomain().or(initiators::scopeDomain).orElse(null);
        return call.made()
                .map(thing -> new Target(thing.id(), type, thing.name(), domain))
                .orElseGet(() -> new Target(idInPath(route, call), type, null, domain));
    }

    // A collection has no id of its own: there it is the service's.
    private String idInPath(Route route, Call call) {
        return route.lastParameter()
                .map(name -> Optional.ofNullable(shown(call, name)).orElse(Initiators.UNKNOWN))
                .orElse(observer.id());
    }

    // Null for a value that is withheld.
    private static String shown(Call call, String parameter) {
        var value = call.parameters().getFirst(parameter);
        var known = value != null && (call.status() < 400 || ID.matcher(value).matches());
        return known ? value : null;
    }

    private static String action(String method, Optional<Route> collection) {
        return switch (method) {
            case "GET", "HEAD" -> collection.isPresent() ? "read/list" : "read";
            case "OPTIONS" -> "read";
            case "POST" -> "create";
            case "DELETE" -> "delete";
            default -> "update";
        };
    }

    private static Outcome outcome(int status) {
        if (status >= 400) {
            return Outcome.FAILURE;
        }
        return status == 202 ? Outcome.PENDING : Outcome.SUCCESS;
    }
}
