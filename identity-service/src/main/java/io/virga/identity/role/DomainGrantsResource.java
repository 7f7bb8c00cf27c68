package io.virga.identity.role;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.identity.ApiLinks;
import io.virga.identity.role.Target.OnDomain;
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

/// Roles of users and groups on one domain.
@Path("/v3/domains/{domain}/{actors: users|groups}/{actor}/roles")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class DomainGrantsResource {

    private final GrantService grants;
    private final ApiLinks links;

    DomainGrantsResource(GrantService grants, ApiLinks links) {
        this.grants = grants;
        this.links = links;
    }

    @GET
    @Rule(
            value = "identity:list_grants",
            to = {Access.ADMIN, Access.SYSTEM_READER, Access.DOMAIN_READER})
    public Map<String, Object> list(String domain, String actors, String actor) {
        var found = grants.list(Holding.on(Actor.of(actors, actor), new OnDomain(domain)));
        return links.list(
                "roles", found.stream().map(role -> RoleView.of(role, links)).toList());
    }

    @GET
    @Path("{role}")
    @ResponseStatus(204)
    @Rule(
            value = "identity:check_grant",
            to = {Access.ADMIN, Access.SYSTEM_READER, Access.DOMAIN_READER})
    public void check(String domain, String actors, String actor, String role) {
        grants.check(Holding.on(Actor.of(actors, actor), new OnDomain(domain)), role);
    }

    @PUT
    @Path("{role}")
    @ResponseStatus(204)
    @Rule(
            value = "identity:create_grant",
            to = {Access.ADMIN, Access.DOMAIN_ADMIN, Access.DOMAIN_MANAGER},
            lasting = Lasting.UNRESTRICTED)
    public void grant(String domain, String actors, String actor, String role) {
        grants.grant(Holding.on(Actor.of(actors, actor), new OnDomain(domain)), role);
    }

    @DELETE
    @Path("{role}")
    @Rule(
            value = "identity:revoke_grant",
            to = {Access.ADMIN, Access.DOMAIN_ADMIN, Access.DOMAIN_MANAGER})
    public void revoke(String domain, String actors, String actor, String role) {
        grants.revoke(Holding.on(Actor.of(actors, actor), new OnDomain(domain)), role);
    }
}
