package io.virga.scheduler.provider;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.model.CloudException.NotFound;
import io.virga.scheduler.web.Query;
import io.virga.web.Access;
import io.virga.web.Rule;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Arrays;
import java.util.List;

/// The Placement API's `/resource_classes`: the closed set of what hosts have.
@Path("/resource_classes")
@RunOnVirtualThread
public class ResourceClassesResource {

    record Link(String rel, String href) {}

    record View(String name, List<Link> links) {
        static View of(ResourceClass known) {
            return new View(known.name(), List.of(new Link("self", "/resource_classes/" + known.name())));
        }
    }

    record Many(@JsonProperty("resource_classes") List<View> classes) {}

    private final Query query;

    ResourceClassesResource(Query query) {
        this.query = query;
    }

    @GET
    @Rule(
            value = "placement:resource_classes:list",
            to = {Access.SYSTEM_READER, Access.SERVICE})
    public Many list() {
        query.since(2);
        return new Many(Arrays.stream(ResourceClass.values()).map(View::of).toList());
    }

    @GET
    @Path("{name}")
    @Rule(
            value = "placement:resource_classes:show",
            to = {Access.SYSTEM_READER, Access.SERVICE})
    public View show(String name) {
        query.since(2);
        return ResourceClass.find(name).map(View::of).orElseThrow(() -> new NotFound("Resource class", name));
    }
}
