package io.virga.network.extension;

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

/// `/v2.0/extensions`
@Path("/v2.0")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ExtensionsResource {

    @GET
    @Path("extensions")
    @Rule(value = "virga:network:extensions", to = Access.AUTHENTICATED)
    public Map<String, Object> list() {
        return Map.of(
                "extensions",
                List.of(Extension.values()).stream().map(Extension::view).toList());
    }

    @GET
    @Path("extensions/{alias}")
    @Rule(value = "virga:network:extensions", to = Access.AUTHENTICATED)
    public Map<String, Object> show(@PathParam("alias") String alias) {
        return List.of(Extension.values()).stream()
                .filter(extension -> extension.alias.equals(alias))
                .findFirst()
                .map(extension -> Map.<String, Object>of("extension", extension.view()))
                .orElseThrow(() -> new NotFound("Extension", alias));
    }
}
