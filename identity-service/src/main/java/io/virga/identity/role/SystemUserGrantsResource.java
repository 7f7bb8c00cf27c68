package io.virga.identity.role;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.identity.ApiLinks;
import io.virga.identity.role.Actor.OfUser;
import io.virga.identity.role.Target.OnSystem;
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

/// Roles of users on the whole cloud.
@Path("/v3/system/users/{user}/roles")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SystemUserGrantsResource {

    private final GrantService grants;
    private final ApiLinks links;

    SystemUserGrantsResource(GrantService grants, ApiLinks links) {
        this.grants = grants;
        this.links = links;
    }

    @GET
    @Rule(
            value = "identity:list_system_grants_for_user",
            to = {Access.ADMIN, Access.SYSTEM_READER})
    public Map<String, Object> list(String user) {
        var found = grants.list(Holding.on(new OfUser(user), new OnSystem()));
        return links.list(
                "roles", found.stream().map(role -> RoleView.of(role, links)).toList());
    }

    @GET
    @Path("{role}")
    @ResponseStatus(204)
    @Rule(
            value = "identity:check_system_grant_for_user",
            to = {Access.ADMIN, Access.SYSTEM_READER})
    public void check(String user, String role) {
        grants.check(Holding.on(new OfUser(user), new OnSystem()), role);
    }

    @PUT
    @Path("{role}")
    @ResponseStatus(204)
    @Rule(value = "identity:create_system_grant_for_user", to = Access.ADMIN, lasting = Lasting.UNRESTRICTED)
    public void grant(String user, String role) {
        grants.grant(Holding.on(new OfUser(user), new OnSystem()), role);
    }

    @DELETE
    @Path("{role}")
    @Rule(value = "identity:revoke_system_grant_for_user", to = Access.ADMIN)
    public void revoke(String user, String role) {
        grants.revoke(Holding.on(new OfUser(user), new OnSystem()), role);
    }
}
