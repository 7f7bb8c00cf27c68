package io.virga.web;

import io.virga.contract.identity.TokenClaims;
import io.virga.contract.identity.TokenClaims.AccessRule;
import io.virga.contract.identity.TokenClaims.ApplicationCredential;
import io.virga.contract.identity.TokenClaims.Origin;
import io.virga.model.CloudException.Forbidden;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Confines tokens of application credentials with access rules to the calls that these name, besides the look at the
/// token itself in the identity service. A service that was not told its own type takes no such token.
@Provider
@Priority(Priorities.AUTHENTICATION + 1)
public class AccessRulesFilter implements ContainerRequestFilter {

    private static final String IDENTITY = "identity";
    private static final String VALIDATION = "/v3/auth/tokens";

    private final CurrentCaller current;
    private final Instance<VirgaConfig> config; // filters are made before there is any configuration

    AccessRulesFilter(CurrentCaller current, Instance<VirgaConfig> config) {
        this.current = current;
        this.config = config;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (current.find().isEmpty()) {
            return;
        }
        rules(current.claims())
                .filter(rules -> !looksAtItself(request) && !allow(rules, request))
                .ifPresent(_ -> {
                    throw new Forbidden("The access rules of the application credential do not allow %s %s."
                            .formatted(
                                    request.getMethod(),
                                    request.getUriInfo().getRequestUri().getRawPath()));
                });
    }

    private static Optional<List<AccessRule>> rules(TokenClaims claims) {
        return Optional.ofNullable(claims.origin()).map(Origin::application).map(ApplicationCredential::rules);
    }

    private boolean looksAtItself(ContainerRequestContext request) {
        return serviceType().equals(IDENTITY)
                && Set.of("GET", "HEAD").contains(request.getMethod())
                && request.getUriInfo().getRequestUri().getRawPath().equals(VALIDATION)
                && request.getHeaderString("X-Auth-Token").equals(request.getHeaderString("X-Subject-Token"));
    }

    private boolean allow(List<AccessRule> rules, ContainerRequestContext request) {
        var path = request.getUriInfo().getRequestUri().getRawPath();
        return AccessRules.allow(rules, serviceType(), request.getMethod(), path);
    }

    private String serviceType() {
        return config.get().service().type().orElse("");
    }
}
