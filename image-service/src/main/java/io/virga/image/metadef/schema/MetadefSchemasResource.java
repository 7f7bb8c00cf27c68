package io.virga.image.metadef.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.model.CloudException.NotFound;
import io.virga.web.Access;
import io.virga.web.Rule;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/// The JSON schemas of metadata definitions.
@Path("/v2/schemas/metadefs/{name}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class MetadefSchemasResource {

    @GET
    @Rule(value = "virga:image:schemas", to = Access.AUTHENTICATED)
    public JsonNode show(String name) {
        return MetadefSchemas.named(name).orElseThrow(() -> new NotFound("Schema", name));
    }
}
