package io.virga.web;

import io.virga.contract.identity.TokenClaims;
import io.virga.model.Caller;
import io.virga.model.Caller.Scope;
import io.virga.model.CloudException.Forbidden;
import io.virga.model.CloudException.Invalid;
import io.virga.model.ProjectId;
import io.virga.model.UserId;
import io.virga.web.fault.FaultMapper;
import io.virga.web.token.BearerTokens;
import io.virga.web.token.TokenVerifier;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/// Finds out who calls, and holds the operation's rule against it. No rule: denied.
@Provider
@Priority(Priorities.AUTHENTICATION)
public class AccessFilter implements ContainerRequestFilter, ContainerResponseFilter {

    private static final Logger log = Logger.getLogger(AccessFilter.class);

    private static final String TOKEN = "X-Auth-Token";
    private static final String PROJECT = "OpenStack-Project";
    private static final String FOR_PROJECT = "X-On-Behalf-Of-Project";
    private static final String FOR_USER = "X-On-Behalf-Of-User";
    private static final String FOR_ROLES = "X-On-Behalf-Of-Roles";

    private final TokenVerifier tokens;
    private final BearerTokens bearers;
    private final CurrentCaller current;
    private final CurrentRule currentRule;
    private final ResourceInfo resource;
    private final FaultMapper faults;

    AccessFilter(
            TokenVerifier tokens,
            BearerTokens bearers,
            CurrentCaller current,
            CurrentRule currentRule,
            ResourceInfo resource,
            FaultMapper faults) {
        this.tokens = tokens;
        this.bearers = bearers;
        this.current = current;
        this.currentRule = currentRule;
        this.resource = resource;
        this.faults = faults;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        var rules = Operations.rules(resource.getResourceClass(), resource.getResourceMethod());
        if (rules.isEmpty()) {
            throw new Forbidden("No rule admits anybody to this operation.");
        }
        if (currentRule.admitsAnybody(rules)) {
            return;
        }
        var claims = claims(request);
        var caller = onBehalfOf(TokenVerifier.caller(claims), request);
        current.set(caller, claims);
        currentRule.begin(rules, caller);
    }

    private TokenClaims claims(ContainerRequestContext request) {
        var token = request.getHeaderString(TOKEN);
        return token == null || token.isEmpty()
                ? bearers.verify(request.getHeaderString(HttpHeaders.AUTHORIZATION), request.getHeaderString(PROJECT))
                : tokens.verify(token);
    }

    // An operation that forgot to say whose thing it is about is a defect; it must not become a leak.
    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (currentRule.owesATarget() && response.getStatusInfo().getFamily() == Response.Status.Family.SUCCESSFUL) {
            log.errorf(
                    "%s was answered without a check of its target",
                    currentRule.name().orElse(""));
            var refusal = faults.toResponse(currentRule.refusal());
            response.setStatus(refusal.getStatus());
            response.setEntity(refusal.getEntity(), null, refusal.getMediaType());
        }
    }

    // Only a service's own token makes these headers mean anything; from anybody else they are noise (SEC-17).
    private static Caller onBehalfOf(Caller sender, ContainerRequestContext request) {
        var project = request.getHeaderString(FOR_PROJECT);
        var user = request.getHeaderString(FOR_USER);
        if (!sender.isService() || project == null || user == null) {
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
