package io.virga.image.schema;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.model.CloudException.NotFound;
import io.virga.web.Access;
import io.virga.web.Rule;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/// The JSON schemas of what this API shows. Older clients read the image's before they do anything else.
@Path("/v2/schemas/{name}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SchemasResource {

    private static final Set<String> NAMES = Set.of("image", "images", "member", "members", "task", "tasks");

    @GET
    @Rule(value = "virga:image:schemas", to = Access.AUTHENTICATED)
    public String show(String name) {
        if (!NAMES.contains(name)) {
            throw new NotFound("Schema", name);
        }
        try (var schema = SchemasResource.class.getResourceAsStream("/schemas/" + name + ".json")) {
            return new String(schema.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
