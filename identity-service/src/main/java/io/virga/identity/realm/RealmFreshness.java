package io.virga.identity.realm;

import io.virga.identity.directory.Directories;
import jakarta.annotation.Priority;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/// Whoever is admitted to look at users and groups sees the realms as they are: what is known of them is brought up to
/// date before the answer is made, outside of its transaction.
@Provider
@Priority(Priorities.AUTHORIZATION)
class RealmFreshness implements ContainerRequestFilter {

    private final Directories directories;

    RealmFreshness(Directories directories) {
        this.directories = directories;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        var path = request.getUriInfo().getPath();
        if (request.getMethod().equals(HttpMethod.GET)
                && (path.startsWith("/v3/users") || path.startsWith("/v3/groups"))) {
            directories.refresh();
        }
    }
}
