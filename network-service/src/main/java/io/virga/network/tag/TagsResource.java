package io.virga.network.tag;

import io.smallrye.common.annotation.RunOnVirtualThread;
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
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.jboss.resteasy.reactive.ResponseStatus;

/// `/v2.0/{collection}/{id}/tags`, for every kind of resource that has them.
@Path(
        "/v2.0/{collection:networks|subnets|ports|routers|floatingips|subnetpools|security-groups|security-group-rules}/{id}/tags")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@RunOnVirtualThread
public class TagsResource {

    private final TagService tags;
    private final CurrentCaller caller;

    TagsResource(TagService tags, CurrentCaller caller) {
        this.tags = tags;
        this.caller = caller;
    }

    @GET
    @Rule(
            value = "get_tags",
            to = {Access.PROJECT_READER, Access.SYSTEM_READER})
    public Map<String, Object> list(@PathParam("collection") String collection, @PathParam("id") String id) {
        return TagService.view(tags.list(caller.get(), collection, id));
    }

    @PUT
    @Rule(value = "update_tags", to = Access.PROJECT_MEMBER)
    public Map<String, Object> replace(
            @PathParam("collection") String collection, @PathParam("id") String id, String body) {
        return TagService.view(tags.replace(caller.get(), collection, id, TagService.read(Fields.parse(body))));
    }

    @DELETE
    @Rule(value = "delete_tags", to = Access.PROJECT_MEMBER)
    public void clear(@PathParam("collection") String collection, @PathParam("id") String id) {
        tags.clear(caller.get(), collection, id);
    }

    @GET
    @Path("{tag}")
    @ResponseStatus(204)
    @Rule(
            value = "get_tag",
            to = {Access.PROJECT_READER, Access.SYSTEM_READER})
    public void check(
            @PathParam("collection") String collection, @PathParam("id") String id, @PathParam("tag") String tag) {
        tags.require(caller.get(), collection, id, tag);
    }

    @PUT
    @Path("{tag}")
    @ResponseStatus(201)
    @Rule(value = "update_tag", to = Access.PROJECT_MEMBER)
    public void add(
            @PathParam("collection") String collection, @PathParam("id") String id, @PathParam("tag") String tag) {
        tags.add(caller.get(), collection, id, tag);
    }

    @DELETE
    @Path("{tag}")
    @Rule(value = "delete_tag", to = Access.PROJECT_MEMBER)
    public void remove(
            @PathParam("collection") String collection, @PathParam("id") String id, @PathParam("tag") String tag) {
        tags.remove(caller.get(), collection, id, tag);
    }
}
