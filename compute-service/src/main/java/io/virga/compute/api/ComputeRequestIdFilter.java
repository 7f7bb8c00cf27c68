package io.virga.compute.api;

import io.virga.web.RequestContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;

/// Compute clients look for the request id under this older name, and look it up among an instance's actions.
@Provider
public class ComputeRequestIdFilter implements ContainerResponseFilter {

    private final RequestContext context;

    ComputeRequestIdFilter(RequestContext context) {
        this.context = context;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        response.getHeaders().putSingle("x-compute-request-id", context.requestId());
    }
}
