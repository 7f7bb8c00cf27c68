package io.virga.identity.project;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.identity.ApiLinks;
import io.virga.web.Access;
import io.virga.web.Booleans;
import io.virga.web.CurrentCaller;
import io.virga.web.Rule;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestQuery;

/// Identity v3's `/projects`.
@Path("/v3/projects")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ProjectsResource {

    private final ProjectService projects;
    private final CurrentCaller caller;
    private final ApiLinks links;

    ProjectsResource(ProjectService projects, CurrentCaller caller, ApiLinks links) {
        this.projects = projects;
        this.caller = caller;
        this.links = links;
    }

    @GET
    @Rule(value = "identity:list_projects", to = Access.ADMIN)
    public Map<String, Object> list(
            @RestQuery Optional<String> name,
            @RestQuery("domain_id") Optional<String> domainId,
            @RestQuery("parent_id") Optional<String> parentId,
            @RestQuery Optional<String> enabled,
            @RestQuery("is_domain") Optional<String> isDomain,
            @RestQuery Optional<String> tags,
            @RestQuery("tags-any") Optional<String> anyTags,
            @RestQuery("not-tags") Optional<String> noTags,
            @RestQuery("not-tags-any") Optional<String> noAnyTags) {
        if (isDomain.map(Booleans::parse).orElse(false)) {
            return links.list("projects", List.of());
        }
        var filter = new ProjectFilter(
                name,
                domainId,
                parentId,
                enabled.map(Booleans::parse),
                split(tags),
                split(anyTags),
                split(noTags),
                split(noAnyTags));
        return links.list(
                "projects", projects.list(filter).stream().map(this::view).toList());
    }

    @POST
    @ResponseStatus(201)
    @Rule(value = "identity:create_project", to = Access.ADMIN)
    public ProjectView.One create(String body) {
        return new ProjectView.One(view(projects.create(caller.get(), ProjectDraft.forCreation(body))));
    }

    @GET
    @Path("{id}")
    @Rule(value = "identity:get_project", to = Access.AUTHENTICATED)
    public ProjectView.One show(String id) {
        return new ProjectView.One(view(projects.get(caller.get(), id)));
    }

    @PATCH
    @Path("{id}")
    @Rule(value = "identity:update_project", to = Access.ADMIN)
    public ProjectView.One update(String id, String body) {
        return new ProjectView.One(view(projects.update(id, ProjectDraft.forUpdate(body))));
    }

    @DELETE
    @Path("{id}")
    @Rule(value = "identity:delete_project", to = Access.ADMIN)
    public void delete(String id) {
        projects.delete(id);
    }

    private ProjectView view(Project project) {
        return ProjectView.of(project, links);
    }

    private static List<String> split(Optional<String> commaSeparated) {
        return commaSeparated.map(text -> List.of(text.split(","))).orElse(List.of());
    }
}
