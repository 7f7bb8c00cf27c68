package io.virga.image.metadef.resourcetype;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.web.Access;
import io.virga.web.Rule;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/// The image API's `/metadefs/resource_types`.
@Path("/v2/metadefs/resource_types")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ResourceTypesResource {

    private final AssociationService service;

    ResourceTypesResource(AssociationService service) {
        this.service = service;
    }

    @GET
    @Rule(
            value = "list_metadef_resource_types",
            to = {Access.PROJECT_READER, Access.SYSTEM_READER})
    public ResourceTypeView.Several list() {
        return ResourceTypeView.all(service.types());
    }
}
