package io.virga.identity.role;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.identity.ApiLinks;
import io.virga.identity.role.Target.OnDomain;
import io.virga.identity.role.Target.OnProject;
import io.virga.web.Access;
import io.virga.web.Rule;
import io.virga.web.Rule.Lasting;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.jboss.resteasy.reactive.ResponseStatus;

/// Identity v3's `OS-INHERIT`: roles given on a domain for all of its projects, on a project for its subtree.
@Path("/v3/OS-INHERIT/{targets: projects|domains}/{target}/{actors: users|groups}/{actor}/roles")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class InheritedGrantsResource {

    private final GrantService grants;
    private final ApiLinks links;

    InheritedGrantsResource(GrantService grants, ApiLinks links) {
        this.grants = grants;
        this.links = links;
    }

    @GET
    @Path("inherited_to_projects")
    @Rule(
            value = "identity:list_grants",
            to = {Access.ADMIN, Access.SYSTEM_READER, Access.DOMAIN_READER})
    public Map<String, Object> list(String targets, String target, String actors, String actor) {
        var found = grants.list(holding(targets, target, actors, actor));
        return links.list(
                "roles", found.stream().map(role -> RoleView.of(role, links)).toList());
    }

    @GET
    @Path("{role}/inherited_to_projects")
    @ResponseStatus(204)
    @Rule(
            value = "identity:check_grant",
            to = {Access.ADMIN, Access.SYSTEM_READER, Access.DOMAIN_READER})
    public void check(String targets, String target, String actors, String actor, String role) {
        grants.check(holding(targets, target, actors, actor), role);
    }

    @PUT
    @Path("{role}/inherited_to_projects")
    @ResponseStatus(204)
    @Rule(
            value = "identity:create_grant",
            to = {Access.ADMIN, Access.DOMAIN_ADMIN, Access.DOMAIN_MANAGER},
            lasting = Lasting.UNRESTRICTED)
    public void grant(String targets, String target, String actors, String actor, String role) {
        grants.grant(holding(targets, target, actors, actor), role);
    }

    @DELETE
    @Path("{role}/inherited_to_projects")
    @Rule(
            value = "identity:revoke_grant",
            to = {Access.ADMIN, Access.DOMAIN_ADMIN, Access.DOMAIN_MANAGER})
    public void revoke(String targets, String target, String actors, String actor, String role) {
        grants.revoke(holding(targets, target, actors, actor), role);
    }

    private static Holding holding(String targets, String target, String actors, String actor) {
        var on = targets.equals("projects") ? new OnProject(target) : new OnDomain(target);
        return Holding.below(Actor.of(actors, actor), on);
    }
}
