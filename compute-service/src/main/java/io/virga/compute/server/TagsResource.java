package io.virga.compute.server;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.compute.api.ServedFrom;
import io.virga.compute.instance.InstanceQueries;
import io.virga.compute.instance.InstanceTags;
import io.virga.model.CloudException.Invalid;
import io.virga.model.CloudException.NotFound;
import io.virga.web.Access;
import io.virga.web.CurrentCaller;
import io.virga.web.Fields;
import io.virga.web.Rule;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.resteasy.reactive.ResponseStatus;

/// The compute API's `/servers/{id}/tags`.
@Path("/v2.1/servers/{id}/tags")
@ServedFrom(26)
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class TagsResource {

    private static final Set<String> NO_BODY = Set.of("", "null");

    private final InstanceTags tags;
    private final InstanceQueries instances;
    private final CurrentCaller caller;

    TagsResource(InstanceTags tags, InstanceQueries instances, CurrentCaller caller) {
        this.tags = tags;
        this.instances = instances;
        this.caller = caller;
    }

    @GET
    @Rule(
            value = "os_compute_api:os-server-tags:index",
            to = {Access.PROJECT_READER, Access.SYSTEM_READER})
    public Map<String, Object> list(@PathParam("id") String id) {
        return Map.of("tags", of(id));
    }

    @GET
    @Path("{tag}")
    @ResponseStatus(204)
    @Rule(
            value = "os_compute_api:os-server-tags:show",
            to = {Access.PROJECT_READER, Access.SYSTEM_READER})
    public void check(@PathParam("id") String id, @PathParam("tag") String tag) {
        if (!of(id).contains(tag)) {
            throw new NotFound("Tag", tag);
        }
    }

    private List<String> of(String id) {
        return instances.get(caller.get(), ServerIds.parse(id)).tags();
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Rule(value = "os_compute_api:os-server-tags:update_all", to = Access.PROJECT_MEMBER)
    public Map<String, Object> replace(@PathParam("id") String id, String body) {
        var fields = Fields.parse(body);
        var wanted = ServerTags.required(fields);
        fields.refuseOthers();
        return Map.of("tags", tags.replace(caller.get(), ServerIds.parse(id), wanted));
    }

    /// 201 when the server had no such tag, else 204.
    @PUT
    @Path("{tag}")
    @Consumes(MediaType.WILDCARD)
    @Rule(value = "os_compute_api:os-server-tags:update", to = Access.PROJECT_MEMBER)
    public Response add(@PathParam("id") String id, @PathParam("tag") String tag, String body, @Context UriInfo uri) {
        if (body != null && !NO_BODY.contains(body.strip())) {
            throw new Invalid("Malformed request body: none is expected.");
        }
        if (!tags.add(caller.get(), ServerIds.parse(id), ServerTags.checked(tag))) {
            return Response.noContent().build();
        }
        var self = uri.getBaseUriBuilder().path("v2.1/servers/{id}/tags/{tag}");
        return Response.created(self.build(id, tag)).build();
    }

    @DELETE
    @ResponseStatus(204)
    @Rule(value = "os_compute_api:os-server-tags:delete_all", to = Access.PROJECT_MEMBER)
    public void clear(@PathParam("id") String id) {
        tags.replace(caller.get(), ServerIds.parse(id), List.of());
    }

    @DELETE
    @Path("{tag}")
    @ResponseStatus(204)
    @Rule(value = "os_compute_api:os-server-tags:delete", to = Access.PROJECT_MEMBER)
    public void remove(@PathParam("id") String id, @PathParam("tag") String tag) {
        tags.remove(caller.get(), ServerIds.parse(id), tag);
    }
}
