package io.virga.identity.project;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.identity.ApiLinks;
import io.virga.model.CloudException.NotFound;
import io.virga.web.Access;
import io.virga.web.CurrentCaller;
import io.virga.web.Fields;
import io.virga.web.Rule;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.ResponseStatus;

/// Identity v3's `/projects/{id}/tags`.
@Path("/v3/projects/{project}/tags")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ProjectTagsResource {

    private final ProjectService projects;
    private final CurrentCaller caller;
    private final ApiLinks links;

    ProjectTagsResource(ProjectService projects, CurrentCaller caller, ApiLinks links) {
        this.projects = projects;
        this.caller = caller;
        this.links = links;
    }

    @GET
    @Rule(value = "identity:list_project_tags", to = Access.AUTHENTICATED)
    public Map<String, Object> list(String project) {
        return links.list("tags", tags(project));
    }

    @PUT
    @Rule(value = "identity:update_project_tags", to = Access.ADMIN)
    public Map<String, Object> replace(String project, String body) {
        return links.list("tags", replaced(project, body));
    }

    @DELETE
    @Rule(value = "identity:delete_project_tags", to = Access.ADMIN)
    public void clear(String project) {
        projects.retag(project, _ -> List.of());
    }

    @GET
    @Path("{tag}")
    @ResponseStatus(204)
    @Rule(value = "identity:get_project_tag", to = Access.AUTHENTICATED)
    public void check(String project, String tag) {
        if (!tags(project).contains(tag)) {
            throw new NotFound("project tag", tag);
        }
    }

    @PUT
    @Path("{tag}")
    @ResponseStatus(201)
    @Rule(value = "identity:create_project_tag", to = Access.ADMIN)
    public void add(String project, String tag) {
        ProjectDraft.checkTag(tag);
        projects.retag(
                project,
                tags -> Stream.concat(tags.stream(), Stream.of(tag)).distinct().toList());
    }

    @DELETE
    @Path("{tag}")
    @Rule(value = "identity:delete_project_tag", to = Access.ADMIN)
    public void remove(String project, String tag) {
        check(project, tag);
        projects.retag(
                project,
                tags -> tags.stream().filter(other -> !other.equals(tag)).toList());
    }

    private List<String> replaced(String project, String body) {
        var tags = ProjectDraft.tags(Fields.parse(body));
        return projects.retag(project, _ -> tags);
    }

    private List<String> tags(String project) {
        return projects.get(caller.get(), project).tags();
    }
}
