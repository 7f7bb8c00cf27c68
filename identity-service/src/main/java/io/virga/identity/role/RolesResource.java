package io.virga.identity.role;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.identity.ApiLinks;
import io.virga.web.Access;
import io.virga.web.Rule;
import io.virga.web.Rule.Lasting;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestQuery;

/// Identity v3's `/roles`.
@Path("/v3/roles")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RolesResource {

    private final RoleService roles;
    private final ApiLinks links;

    RolesResource(RoleService roles, ApiLinks links) {
        this.roles = roles;
        this.links = links;
    }

    @GET
    @Rule(
            value = "identity:list_roles",
            to = {Access.ADMIN, Access.SYSTEM_READER, Access.DOMAIN_MANAGER})
    public Map<String, Object> list(
            @RestQuery Optional<String> name, @RestQuery("domain_id") Optional<String> domainId) {
        var found = roles.list(name, domainId.filter(id -> !id.isEmpty()));
        return links.list("roles", found.stream().map(this::view).toList());
    }

    @POST
    @ResponseStatus(201)
    @Rule(value = "identity:create_role", to = Access.ADMIN)
    public RoleView.One create(String body) {
        return new RoleView.One(view(roles.create(RoleDraft.forCreation(body))));
    }

    @GET
    @Path("{id}")
    @Rule(
            value = "identity:get_role",
            to = {Access.ADMIN, Access.SYSTEM_READER, Access.DOMAIN_MANAGER})
    public RoleView.One show(String id) {
        return new RoleView.One(view(roles.show(id)));
    }

    @PATCH
    @Path("{id}")
    @Rule(value = "identity:update_role", to = Access.ADMIN, lasting = Lasting.UNRESTRICTED)
    public RoleView.One update(String id, String body) {
        return new RoleView.One(view(roles.update(id, RoleDraft.forUpdate(body))));
    }

    @DELETE
    @Path("{id}")
    @Rule(value = "identity:delete_role", to = Access.ADMIN)
    public void delete(String id) {
        roles.delete(id);
    }

    private RoleView view(Role role) {
        return RoleView.of(role, links);
    }
}
