package io.virga.identity.discovery;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.identity.ApiLinks;
import io.virga.web.Access;
import io.virga.web.Rule;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/// Tells clients which version of the API is spoken here. Read before every log-in, so nobody needs a token.
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class DiscoveryResource {

    private static final int MULTIPLE_CHOICES = 300;

    private final ApiLinks links;

    DiscoveryResource(ApiLinks links) {
        this.links = links;
    }

    record Link(String rel, String href) {}

    record MediaKind(String base, String type) {}

    record Version(
            String id,
            String status,
            String updated,
            List<Link> links,
            @JsonProperty("media-types") List<MediaKind> mediaTypes) {}

    record Values(List<Version> values) {}

    record All(Values versions) {}

    record One(Version version) {}

    @GET
    @Rule(value = "identity:list_versions", to = Access.PUBLIC)
    public Response versions() {
        return Response.status(MULTIPLE_CHOICES)
                .header(HttpHeaders.LOCATION, links.url("/v3/"))
                .entity(new All(new Values(List.of(v3()))))
                .build();
    }

    @GET
    @Path("v3")
    @Rule(value = "identity:get_version", to = Access.PUBLIC)
    public One version() {
        return new One(v3());
    }

    private Version v3() {
        return new Version(
                "v3.14",
                "stable",
                "2020-04-07T00:00:00Z",
                List.of(new Link("self", links.url("/v3/"))),
                List.of(new MediaKind(MediaType.APPLICATION_JSON, "application/vnd.openstack.identity-v3+json")));
    }
}
