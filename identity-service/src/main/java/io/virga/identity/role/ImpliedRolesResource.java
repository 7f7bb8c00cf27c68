package io.virga.identity.role;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.identity.ApiLinks;
import io.virga.web.Access;
import io.virga.web.Rule;
import io.virga.web.Rule.Lasting;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.ResponseStatus;

/// Identity v3's `/roles/{id}/implies`: which roles come with a role.
@Path("/v3/roles/{prior}/implies")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ImpliedRolesResource {

    private final RoleService roles;
    private final ApiLinks links;

    ImpliedRolesResource(RoleService roles, ApiLinks links) {
        this.roles = roles;
        this.links = links;
    }

    record Short(String id, String name, ApiLinks.Self links) {
        static Short of(Role role, ApiLinks links) {
            return new Short(role.id(), role.name(), links.self("roles", role.id()));
        }
    }

    record AllOf(
            @JsonProperty("prior_role") Short prior,
            @JsonProperty("implies") List<Short> implied) {}

    record One(
            @JsonProperty("prior_role") Short prior,
            @JsonProperty("implies") Short implied) {}

    record Body(@JsonProperty("role_inference") Object inference, ApiLinks.Self links) {}

    @GET
    @Rule(
            value = "identity:list_implied_roles",
            to = {Access.ADMIN, Access.SYSTEM_READER})
    public Body list(String prior) {
        var implied = roles.impliedBy(prior).stream().map(role -> Short.of(role, links));
        return new Body(
                new AllOf(Short.of(roles.get(prior), links), implied.toList()),
                links.self("roles", prior + "/implies"));
    }

    @GET
    @Path("{implied}")
    @Rule(
            value = "identity:get_implied_role",
            to = {Access.ADMIN, Access.SYSTEM_READER})
    public Body show(String prior, String implied) {
        roles.requireImplied(prior, implied);
        return one(prior, implied);
    }

    @HEAD
    @Path("{implied}")
    @ResponseStatus(204)
    @Rule(
            value = "identity:check_implied_role",
            to = {Access.ADMIN, Access.SYSTEM_READER})
    public void check(String prior, String implied) {
        roles.requireImplied(prior, implied);
    }

    @PUT
    @Path("{implied}")
    @ResponseStatus(201)
    @Rule(value = "identity:create_implied_role", to = Access.ADMIN, lasting = Lasting.UNRESTRICTED)
    public Body imply(String prior, String implied) {
        roles.imply(prior, implied);
        return one(prior, implied);
    }

    @DELETE
    @Path("{implied}")
    @Rule(value = "identity:delete_implied_role", to = Access.ADMIN)
    public void stopImplying(String prior, String implied) {
        roles.stopImplying(prior, implied);
    }

    private Body one(String prior, String implied) {
        var inference = new One(Short.of(roles.get(prior), links), Short.of(roles.get(implied), links));
        return new Body(inference, links.self("roles", prior + "/implies/" + implied));
    }
}
