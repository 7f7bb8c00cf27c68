package io.virga.identity.endpointfilter;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.identity.ApiLinks;
import io.virga.identity.catalog.EndpointView;
import io.virga.identity.project.ProjectView;
import io.virga.web.Access;
import io.virga.web.Rule;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestQuery;

/// `/v3/OS-EP-FILTER/endpoint_groups`, and which projects have them.
@Path("/v3/OS-EP-FILTER/endpoint_groups")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class EndpointGroupsResource {

    private final EndpointGroupService groups;
    private final ProjectCatalogService catalogs;
    private final ApiLinks links;

    EndpointGroupsResource(EndpointGroupService groups, ProjectCatalogService catalogs, ApiLinks links) {
        this.groups = groups;
        this.catalogs = catalogs;
        this.links = links;
    }

    record One(@JsonProperty("endpoint_group") EndpointGroupView group) {}

    record OfProject(
            @JsonProperty("endpoint_group_id") String groupId,
            @JsonProperty("project_id") String projectId,
            ApiLinks.Self links) {}

    record OneOfProject(
            @JsonProperty("project_endpoint_group") OfProject association) {}

    @GET
    @Rule(value = "identity:list_endpoint_groups", to = Access.SYSTEM_READER)
    public Map<String, Object> list(@RestQuery Optional<String> name) {
        return links.list("endpoint_groups", EndpointGroupView.of(groups.list(name), links));
    }

    @POST
    @ResponseStatus(201)
    @Rule(value = "identity:create_endpoint_group", to = Access.ADMIN)
    public One create(String body) {
        return one(groups.create(EndpointGroupDraft.forCreation(body)));
    }

    @GET
    @Path("{id}")
    @Rule(value = "identity:get_endpoint_group", to = Access.SYSTEM_READER)
    public One show(String id) {
        return one(groups.get(id));
    }

    @PATCH
    @Path("{id}")
    @Rule(value = "identity:update_endpoint_group", to = Access.ADMIN)
    public One update(String id, String body) {
        return one(groups.update(id, EndpointGroupDraft.forUpdate(id, body)));
    }

    @DELETE
    @Path("{id}")
    @Rule(value = "identity:delete_endpoint_group", to = Access.ADMIN)
    public void delete(String id) {
        groups.delete(id);
    }

    @GET
    @Path("{id}/endpoints")
    @Rule(value = "identity:list_endpoints_associated_with_endpoint_group", to = Access.SYSTEM_READER)
    public Map<String, Object> endpoints(String id) {
        return links.list("endpoints", EndpointView.of(groups.endpoints(id), links));
    }

    @GET
    @Path("{id}/projects")
    @Rule(value = "identity:list_projects_associated_with_endpoint_group", to = Access.SYSTEM_READER)
    public Map<String, Object> projects(String id) {
        var found = catalogs.projects(Association.GROUP, id).stream().map(project -> ProjectView.of(project, links));
        return links.list("projects", found.toList());
    }

    @GET
    @Path("{id}/projects/{project}")
    @Rule(value = "identity:get_endpoint_group_in_project", to = Access.SYSTEM_READER)
    public OneOfProject inProject(String id, String project) {
        catalogs.require(Association.GROUP, project, id);
        var self = links.self("OS-EP-FILTER/endpoint_groups/" + id + "/projects", project);
        return new OneOfProject(new OfProject(id, project, self));
    }

    @PUT
    @Path("{id}/projects/{project}")
    @Rule(value = "identity:add_endpoint_group_to_project", to = Access.ADMIN)
    public void give(String id, String project) {
        catalogs.give(Association.GROUP, project, id);
    }

    @DELETE
    @Path("{id}/projects/{project}")
    @Rule(value = "identity:remove_endpoint_group_from_project", to = Access.ADMIN)
    public void take(String id, String project) {
        catalogs.take(Association.GROUP, project, id);
    }

    private One one(EndpointGroup group) {
        return new One(EndpointGroupView.of(group, links));
    }
}
