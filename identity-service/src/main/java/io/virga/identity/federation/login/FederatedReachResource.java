package io.virga.identity.federation.login;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.identity.ApiLinks;
import io.virga.identity.domain.DomainView;
import io.virga.identity.project.ProjectView;
import io.virga.identity.role.ReachService;
import io.virga.web.Access;
import io.virga.web.CurrentCaller;
import io.virga.web.Rule;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;

/// Identity v3's `/OS-FEDERATION/projects` and `/OS-FEDERATION/domains`, the older names of `/auth/projects` and
/// `/auth/domains`.
@Path("/v3/OS-FEDERATION")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class FederatedReachResource {

    private final ReachService reach;
    private final CurrentCaller caller;
    private final ApiLinks links;

    FederatedReachResource(ReachService reach, CurrentCaller caller, ApiLinks links) {
        this.reach = reach;
        this.caller = caller;
        this.links = links;
    }

    @GET
    @Path("projects")
    @Rule(value = "identity:get_auth_projects", to = Access.AUTHENTICATED)
    public Map<String, Object> projects() {
        var claims = caller.claims();
        var found = reach.projects(claims.userId(), claims.federatedGroups());
        return links.list(
                "projects",
                found.stream().map(project -> ProjectView.of(project, links)).toList());
    }

    @GET
    @Path("domains")
    @Rule(value = "identity:get_auth_domains", to = Access.AUTHENTICATED)
    public Map<String, Object> domains() {
        var claims = caller.claims();
        var found = reach.domains(claims.userId(), claims.federatedGroups());
        return links.list(
                "domains",
                found.stream().map(domain -> DomainView.of(domain, links)).toList());
    }
}
