package io.virga.identity.token;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.identity.ApiLinks;
import io.virga.identity.catalog.CatalogService;
import io.virga.identity.domain.DomainView;
import io.virga.identity.key.SigningKeys;
import io.virga.identity.project.ProjectView;
import io.virga.identity.role.ReachService;
import io.virga.model.Caller.Scope;
import io.virga.model.CloudException.Forbidden;
import io.virga.model.ProjectId;
import io.virga.web.Access;
import io.virga.web.CurrentCaller;
import io.virga.web.Rule;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;

/// Identity v3's `/auth`: what the token at hand leads to, and the keys that tokens are checked with.
@Path("/v3/auth")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class AuthResource {

    private final SigningKeys keys;
    private final CatalogService catalog;
    private final ReachService reach;
    private final CurrentCaller caller;
    private final ApiLinks links;

    AuthResource(SigningKeys keys, CatalogService catalog, ReachService reach, CurrentCaller caller, ApiLinks links) {
        this.keys = keys;
        this.catalog = catalog;
        this.reach = reach;
        this.caller = caller;
        this.links = links;
    }

    @GET
    @Path("jwks")
    @Rule(value = "identity:list_keys", to = Access.PUBLIC)
    public String keys() {
        return keys.published();
    }

    @GET
    @Path("catalog")
    @Rule(value = "identity:get_auth_catalog", to = Access.AUTHENTICATED)
    public Map<String, Object> catalog() {
        if (caller.get().scope() instanceof Scope.Unscoped) {
            throw new Forbidden("A catalog needs a scoped token.");
        }
        var project = caller.get().projectScope().map(ProjectId::value);
        return links.list("catalog", catalog.forToken(user(), project));
    }

    @GET
    @Path("projects")
    @Rule(value = "identity:get_auth_projects", to = Access.AUTHENTICATED)
    public Map<String, Object> projects() {
        var found = reach.projects(user(), caller.claims().federatedGroups()).stream()
                .map(project -> ProjectView.of(project, links));
        return links.list("projects", found.toList());
    }

    @GET
    @Path("domains")
    @Rule(value = "identity:get_auth_domains", to = Access.AUTHENTICATED)
    public Map<String, Object> domains() {
        var found = reach.domains(user(), caller.claims().federatedGroups()).stream()
                .map(domain -> DomainView.of(domain, links));
        return links.list("domains", found.toList());
    }

    @GET
    @Path("system")
    @Rule(value = "identity:get_auth_system", to = Access.AUTHENTICATED)
    public Map<String, Object> system() {
        var found = reach.system(user(), caller.claims().federatedGroups())
                ? List.of(new TokenView.Everything(true))
                : List.of();
        return links.list("system", found);
    }

    private String user() {
        return caller.get().user().value();
    }
}
