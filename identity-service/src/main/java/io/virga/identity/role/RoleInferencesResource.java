package io.virga.identity.role;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.identity.ApiLinks;
import io.virga.web.Access;
import io.virga.web.Rule;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;

/// Identity v3's `/role_inferences`: all that is said of roles implying roles.
@Path("/v3/role_inferences")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RoleInferencesResource {

    private final RoleService roles;
    private final ApiLinks links;

    RoleInferencesResource(RoleService roles, ApiLinks links) {
        this.roles = roles;
        this.links = links;
    }

    @GET
    @Rule(
            value = "identity:list_role_inference_rules",
            to = {Access.ADMIN, Access.SYSTEM_READER})
    public Map<String, Object> list() {
        var all = roles.inferences().entrySet().stream()
                .map(entry -> new ImpliedRolesResource.AllOf(
                        ImpliedRolesResource.Short.of(entry.getKey(), links),
                        entry.getValue().stream()
                                .map(role -> ImpliedRolesResource.Short.of(role, links))
                                .toList()))
                .toList();
        return links.list("role_inferences", all);
    }
}
