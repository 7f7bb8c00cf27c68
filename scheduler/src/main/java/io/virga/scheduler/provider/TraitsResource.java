package io.virga.scheduler.provider;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.model.CloudException.NotFound;
import io.virga.scheduler.web.Query;
import io.virga.web.Access;
import io.virga.web.Rule;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Set;

/// The Placement API's `/traits`. Hosts are told apart by zone and capacity alone, so there are none.
@Path("/traits")
@RunOnVirtualThread
public class TraitsResource {

    record Many(List<String> traits) {}

    private final Query query;

    TraitsResource(Query query) {
        this.query = query;
    }

    @GET
    @Rule(
            value = "placement:traits:list",
            to = {Access.SYSTEM_READER, Access.SERVICE})
    public Many list() {
        query.since(6);
        query.refuseOthers(Set.of("name", "associated"));
        return new Many(List.of());
    }

    @GET
    @Path("{name}")
    @Rule(
            value = "placement:traits:show",
            to = {Access.SYSTEM_READER, Access.SERVICE})
    public void show(String name) {
        query.since(6);
        throw new NotFound("Trait", name);
    }
}
