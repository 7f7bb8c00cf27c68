package io.virga.compute.api;

import io.virga.model.CloudException.NotFound;
import io.virga.web.version.CurrentMicroversion;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.ext.Provider;

/// Hides what `@ServedFrom` says is not there in the microversion asked for. It comes after the rules: who may not is
/// told so first.
@Provider
@ServedFrom(1)
@Priority(Priorities.AUTHORIZATION)
public class ServedFromFilter implements ContainerRequestFilter {

    private final ResourceInfo resource;
    private final CurrentMicroversion microversion;

    ServedFromFilter(ResourceInfo resource, CurrentMicroversion microversion) {
        this.resource = resource;
        this.microversion = microversion;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        var served = resource.getResourceClass().getAnnotation(ServedFrom.class);
        var version = microversion.get();
        if (!version.atLeast(2, served.value()) || version.minor() > served.upTo()) {
            throw new NotFound("Resource", request.getUriInfo().getRequestUri().getPath());
        }
    }
}
