package io.virga.image.discovery;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.web.Access;
import io.virga.web.Rule;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.stream.IntStream;

/// Which versions of the image API are served, for everybody.
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class VersionsResource {

    private static final int NEWEST = 15;

    record Versions(List<Version> versions) {}

    record Version(String id, String status, List<Link> links) {}

    record Link(String rel, String href) {}

    /// 300, because it is a choice; clients expect the number.
    @GET
    @Rule(value = "virga:image:versions", to = Access.PUBLIC)
    public Response choices(UriInfo uri) {
        return Response.status(300).entity(versions(uri)).build();
    }

    @GET
    @Path("versions")
    @Rule(value = "virga:image:versions", to = Access.PUBLIC)
    public Versions list(UriInfo uri) {
        return versions(uri);
    }

    private static Versions versions(UriInfo uri) {
        var links = List.of(
                new Link("self", uri.getBaseUriBuilder().path("v2/").build().toString()));
        return new Versions(IntStream.rangeClosed(0, NEWEST)
                .map(minor -> NEWEST - minor)
                .mapToObj(minor -> new Version("v2." + minor, minor == NEWEST ? "CURRENT" : "SUPPORTED", links))
                .toList());
    }
}
