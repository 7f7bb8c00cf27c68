package io.virga.identity.endpointfilter;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.identity.ApiLinks;
import io.virga.identity.catalog.EndpointView;
import io.virga.identity.project.ProjectView;
import io.virga.web.Access;
import io.virga.web.Rule;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;

/// The rest of `/v3/OS-EP-FILTER`: which projects were given which endpoints.
@Path("/v3/OS-EP-FILTER")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ProjectCatalogResource {

    private final ProjectCatalogService catalogs;
    private final ApiLinks links;

    ProjectCatalogResource(ProjectCatalogService catalogs, ApiLinks links) {
        this.catalogs = catalogs;
        this.links = links;
    }

    @GET
    @Path("projects/{project}/endpoints")
    @Rule(value = "identity:list_endpoints_for_project", to = Access.SYSTEM_READER)
    public Map<String, Object> endpoints(String project) {
        return links.list("endpoints", EndpointView.of(catalogs.endpoints(project), links));
    }

    @GET
    @Path("projects/{project}/endpoint_groups")
    @Rule(value = "identity:list_endpoint_groups_for_project", to = Access.SYSTEM_READER)
    public Map<String, Object> groups(String project) {
        return links.list("endpoint_groups", EndpointGroupView.of(catalogs.groups(project), links));
    }

    @GET
    @Path("endpoints/{endpoint}/projects")
    @Rule(value = "identity:list_projects_for_endpoint", to = Access.SYSTEM_READER)
    public Map<String, Object> projects(String endpoint) {
        var found = catalogs.projects(Association.ENDPOINT, endpoint).stream()
                .map(project -> ProjectView.of(project, links));
        return links.list("projects", found.toList());
    }

    @GET
    @Path("projects/{project}/endpoints/{endpoint}")
    @Rule(value = "identity:check_endpoint_in_project", to = Access.SYSTEM_READER)
    public void check(String project, String endpoint) {
        catalogs.require(Association.ENDPOINT, project, endpoint);
    }

    @PUT
    @Path("projects/{project}/endpoints/{endpoint}")
    @Rule(value = "identity:add_endpoint_to_project", to = Access.ADMIN)
    public void give(String project, String endpoint) {
        catalogs.give(Association.ENDPOINT, project, endpoint);
    }

    @DELETE
    @Path("projects/{project}/endpoints/{endpoint}")
    @Rule(value = "identity:remove_endpoint_from_project", to = Access.ADMIN)
    public void take(String project, String endpoint) {
        catalogs.take(Association.ENDPOINT, project, endpoint);
    }
}
