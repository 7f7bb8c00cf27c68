package io.virga.compute.api;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.regex.Pattern;

/// Paths that older catalogs and clients have: `/v2.1/{project_id}/servers` is `/v2.1/servers`, and `/v2/servers` is
/// the
/// same without microversions. The id in the path gives nobody any right; the token does.
@Provider
@PreMatching
@Priority(100)
public class LegacyPathFilter implements ContainerRequestFilter {

    private static final Pattern LEGACY = Pattern.compile(
            "^/(v2|v2\\.1)(/[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12})?(/.+|/?$)");
    private static final List<String> VERSION_HEADERS =
            List.of("OpenStack-API-Version", "X-OpenStack-Nova-API-Version");

    @Override
    public void filter(ContainerRequestContext request) {
        var path = LEGACY.matcher(request.getUriInfo().getRequestUri().getRawPath());
        if (!path.matches()) {
            return;
        }
        var document = path.group(3).length() < 2;
        var version = document ? path.group(1) : "v2.1";
        if (path.group(1).equals("v2")) {
            VERSION_HEADERS.forEach(request.getHeaders()::remove);
        }
        var wanted = "/" + version + path.group(3);
        if (!wanted.equals(path.group())) {
            // What is set here is decoded twice.
            request.setRequestUri(request.getUriInfo()
                    .getRequestUriBuilder()
                    .replacePath(wanted.replace("%", "%25"))
                    .build());
        }
    }
}
