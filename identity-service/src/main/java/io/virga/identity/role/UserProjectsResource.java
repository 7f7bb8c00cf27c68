package io.virga.identity.role;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.identity.ApiLinks;
import io.virga.identity.project.ProjectView;
import io.virga.web.Access;
import io.virga.web.Rule;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;

/// Identity v3's `/users/{id}/projects`: where a user has a role.
@Path("/v3/users/{user}/projects")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class UserProjectsResource {

    private final ReachService reach;
    private final ApiLinks links;

    UserProjectsResource(ReachService reach, ApiLinks links) {
        this.reach = reach;
        this.links = links;
    }

    @GET
    @Rule(
            value = "identity:list_user_projects",
            to = {Access.ADMIN, Access.SYSTEM_READER, Access.DOMAIN_READER, Access.SELF})
    public Map<String, Object> list(String user) {
        var found = reach.projectsOf(user).stream().map(project -> ProjectView.of(project, links));
        return links.list("projects", found.toList());
    }
}
