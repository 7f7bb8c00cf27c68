package io.virga.compute.host;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.model.CloudException.NotFound;
import io.virga.web.Access;
import io.virga.web.Rule;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;

/// The compute API's `/os-aggregates`, for reading: hosts are grouped by nothing but their zones, so there are none.
/// The `openstack` client asks for them before it shows a hypervisor, and takes no 404 for an answer.
@Path("/v2.1/os-aggregates")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class AggregatesResource {

    @GET
    @Rule(value = "os_compute_api:os-aggregates:index", to = Access.SYSTEM_READER)
    public Map<String, Object> list() {
        return Map.of("aggregates", List.of());
    }

    @GET
    @Path("{id}")
    @Rule(value = "os_compute_api:os-aggregates:show", to = Access.SYSTEM_READER)
    public Map<String, Object> show(@PathParam("id") String id) {
        throw new NotFound("Aggregate", id);
    }
}
