package io.virga.network.discovery;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.web.Access;
import io.virga.web.Rule;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;

/// Which versions there are. Links repeat the host that the client used.
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class VersionsResource {

    @GET
    @Rule(value = "virga:network:versions", to = Access.PUBLIC)
    public Map<String, Object> versions(@Context UriInfo uri) {
        var version = Map.of("id", "v2.0", "status", "CURRENT", "links", links(uri, "v2.0/"));
        return Map.of("versions", List.of(version));
    }

    static List<Map<String, String>> links(UriInfo uri, String path) {
        return List.of(Map.of(
                "rel",
                "self",
                "href",
                uri.getBaseUriBuilder().path(path).build().toString()));
    }
}
