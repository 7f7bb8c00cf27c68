package io.virga.compute.api;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.util.regex.Pattern;

/// Older catalogs have the project's id in the endpoint: `/v2.1/{project_id}/servers` is `/v2.1/servers`. The id in the
/// path gives nobody any right; the token does.
@Provider
@PreMatching
@Priority(100)
public class ProjectAliasFilter implements ContainerRequestFilter {

    private static final Pattern ALIAS =
            Pattern.compile("^/v2\\.1/[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}" + "-?[0-9a-f]{12}(/.*|$)");

    @Override
    public void filter(ContainerRequestContext request) {
        var uri = request.getUriInfo().getRequestUri();
        var path = ALIAS.matcher(uri.getRawPath());
        if (path.matches()) {
            var builder = request.getUriInfo().getRequestUriBuilder();
            request.setRequestUri(builder.replacePath("/v2.1" + path.group(1)).build());
        }
    }
}
