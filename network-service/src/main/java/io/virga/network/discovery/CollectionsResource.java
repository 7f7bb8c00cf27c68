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
import java.util.Map;

/// What the one version holds.
@Path("/v2.0")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class CollectionsResource {

    private static final Map<String, String> COLLECTIONS = Map.of(
            "network", "networks",
            "subnet", "subnets",
            "subnetpool", "subnetpools",
            "port", "ports",
            "router", "routers",
            "floatingip", "floatingips",
            "security_group", "security-groups",
            "security_group_rule", "security-group-rules",
            "quota", "quotas",
            "extension", "extensions");

    @GET
    @Rule(value = "virga:network:resources", to = Access.PUBLIC)
    public Map<String, Object> resources(@Context UriInfo uri) {
        var resources = COLLECTIONS.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(kind -> Map.of(
                        "name", kind.getKey(),
                        "collection", kind.getValue().replace('-', '_'),
                        "links", VersionsResource.links(uri, "v2.0/" + kind.getValue())))
                .toList();
        return Map.of("resources", resources);
    }
}
