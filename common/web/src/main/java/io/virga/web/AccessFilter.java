package io.virga.web;

import io.virga.model.Caller;
import io.virga.model.Caller.Scope;
import io.virga.model.CloudException.Forbidden;
import io.virga.model.CloudException.Invalid;
import io.virga.model.CloudException.Unauthenticated;
import io.virga.model.ProjectId;
import io.virga.model.UserId;
import io.virga.web.token.TokenVerifier;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;
import java.util.Set;

/// Finds out who calls, and holds the operation's rule against it. No rule: denied.
@Provider
@Priority(Priorities.AUTHENTICATION)
public class AccessFilter implements ContainerRequestFilter {

    private static final String TOKEN = "X-Auth-Token";
    private static final String FOR_PROJECT = "X-On-Behalf-Of-Project";
    private static final String FOR_USER = "X-On-Behalf-Of-User";
    private static final String FOR_ROLES = "X-On-Behalf-Of-Roles";

    private final TokenVerifier tokens;
    private final CurrentCaller current;
    private final ResourceInfo resource;

    AccessFilter(TokenVerifier tokens, CurrentCaller current, ResourceInfo resource) {
        this.tokens = tokens;
        this.current = current;
        this.resource = resource;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        var rule = rule().orElseThrow(() -> new Forbidden("No rule admits anybody to this operation."));
        if (rule.to() == Access.PUBLIC) {
            return;
        }
        var token = request.getHeaderString(TOKEN);
        if (token == null || token.isEmpty()) {
            throw new Unauthenticated();
        }
        var claims = tokens.verify(token);
        var caller = onBehalfOf(TokenVerifier.caller(claims), request);
        if (!rule.to().admits(caller)) {
            throw new Forbidden("Policy doesn't allow %s to be performed: it needs %s."
                    .formatted(rule.value(), rule.to().need()));
        }
        current.set(caller, claims);
    }

    private Optional<Rule> rule() {
        return Optional.ofNullable(resource.getResourceMethod().getAnnotation(Rule.class))
                .or(() -> Optional.ofNullable(resource.getResourceClass().getAnnotation(Rule.class)));
    }

    // Only a service's own token makes these headers mean anything; from anybody else they are noise (SEC-17).
    private static Caller onBehalfOf(Caller sender, ContainerRequestContext request) {
        var project = request.getHeaderString(FOR_PROJECT);
        var user = request.getHeaderString(FOR_USER);
        if (!sender.has("service") || project == null || user == null) {
            return sender;
        }
        var roles = Optional.ofNullable(request.getHeaderString(FOR_ROLES)).orElse("");
        try {
            return new Caller(
                    new UserId(user),
                    user,
                    new Scope.Project(new ProjectId(project)),
                    Set.of(roles.isEmpty() ? new String[0] : roles.split(",")),
                    true);
        } catch (IllegalArgumentException e) {
            throw new Invalid("The X-On-Behalf-Of headers are malformed: " + e.getMessage());
        }
    }
}
