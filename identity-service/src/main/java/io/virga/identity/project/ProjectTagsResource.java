package io.virga.identity.project;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.identity.ApiLinks;
import io.virga.identity.Tags;
import io.virga.model.CloudException.NotFound;
import io.virga.web.Access;
import io.virga.web.Fields;
import io.virga.web.Rule;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.ResponseStatus;

/// Identity v3's `/projects/{id}/tags`.
@Path("/v3/projects/{project}/tags")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ProjectTagsResource {

    private final AccountService accounts;
    private final ApiLinks links;

    ProjectTagsResource(AccountService accounts, ApiLinks links) {
        this.accounts = accounts;
        this.links = links;
    }

    @GET
    @Rule(
            value = "identity:list_project_tags",
            to = {Access.SYSTEM_READER, Access.DOMAIN_READER, Access.PROJECT_READER})
    public Map<String, Object> list(String project) {
        return links.list("tags", accounts.get(project).tags());
    }

    @PUT
    @Rule(value = "identity:update_project_tags", to = Access.DOMAIN_MANAGER)
    public Map<String, Object> replace(String project, String body) {
        var tags = Tags.required(Fields.parse(body));
        return links.list("tags", accounts.retag(project, _ -> tags));
    }

    @DELETE
    @Rule(value = "identity:delete_project_tags", to = Access.DOMAIN_MANAGER)
    public void clear(String project) {
        accounts.retag(project, _ -> List.of());
    }

    @GET
    @Path("{tag}")
    @ResponseStatus(204)
    @Rule(
            value = "identity:get_project_tag",
            to = {Access.SYSTEM_READER, Access.DOMAIN_READER, Access.PROJECT_READER})
    public void check(String project, String tag) {
        required(accounts.get(project).tags(), tag);
    }

    @PUT
    @Path("{tag}")
    @Rule(value = "identity:create_project_tag", to = Access.DOMAIN_MANAGER)
    public Response add(String project, String tag) {
        Tags.checked(List.of(tag));
        accounts.retag(
                project,
                tags -> Tags.checked(Stream.concat(tags.stream(), Stream.of(tag.strip()))
                        .distinct()
                        .toList()));
        return Response.status(Response.Status.CREATED)
                .header(HttpHeaders.LOCATION, links.url("/v3/projects/%s/tags/%s".formatted(project, tag)))
                .build();
    }

    @DELETE
    @Path("{tag}")
    @Rule(value = "identity:delete_project_tag", to = Access.DOMAIN_MANAGER)
    public void remove(String project, String tag) {
        accounts.retag(
                project,
                tags -> required(tags, tag).stream()
                        .filter(other -> !other.equals(tag))
                        .toList());
    }

    private static List<String> required(List<String> tags, String tag) {
        if (!tags.contains(tag)) {
            throw new NotFound("project tag", tag);
        }
        return tags;
    }
}
