package io.virga.image.data;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.web.Access;
import io.virga.web.CurrentCaller;
import io.virga.web.Rule;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/// An extension of ours: what the inspector sees in an image's bytes.
@Path("/v2/images/{id}/inspection")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class InspectionResource {

    private final InspectionService inspections;
    private final CurrentCaller caller;

    InspectionResource(InspectionService inspections, CurrentCaller caller) {
        this.inspections = inspections;
        this.caller = caller;
    }

    @GET
    @Rule(
            value = "virga:image:inspect",
            to = {Access.PROJECT_READER, Access.SYSTEM_READER})
    public InspectionView inspect(String id) {
        return inspections.inspect(caller.get(), id);
    }
}
