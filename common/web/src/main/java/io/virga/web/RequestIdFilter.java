package io.virga.web;

import io.virga.messaging.MessageContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;

/// Gives every answer its request id, and notes a global one that came with the request.
@Provider
@PreMatching
public class RequestIdFilter implements ContainerRequestFilter, ContainerResponseFilter {

    private static final String HEADER = "x-openstack-request-id";
    private static final String GLOBAL = "globalRequestId";
    private static final Pattern LEGAL = Pattern.compile("req-[0-9a-fA-F-]{36}");

    private final RequestContext context;

    RequestIdFilter(RequestContext context) {
        this.context = context;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        MDC.put(MessageContext.REQUEST_ID, context.requestId());
        var global = request.getHeaderString(HEADER);
        if (global != null && LEGAL.matcher(global).matches()) {
            MDC.put(GLOBAL, global);
            context.cameWith(global);
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        response.getHeaders().putSingle(HEADER, context.requestId());
    }
}
