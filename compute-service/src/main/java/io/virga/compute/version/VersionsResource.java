package io.virga.compute.version;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.compute.api.ComputeMicroversions;
import io.virga.compute.api.Links;
import io.virga.web.Access;
import io.virga.web.Rule;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Tells clients which versions there are. Asked before there is a token.
@Path("/")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Rule(value = "os_compute_api:versions", to = Access.PUBLIC)
public class VersionsResource {

    private static final String UPDATED = "2013-07-23T11:33:21Z";

    private final ComputeMicroversions microversions;

    VersionsResource(ComputeMicroversions microversions) {
        this.microversions = microversions;
    }

    @GET
    public Map<String, Object> list(@Context UriInfo uri) {
        return Map.of("versions", List.of(version(uri)));
    }

    @GET
    @Path("v2.1")
    public Map<String, Object> show(@Context UriInfo uri) {
        var version = version(uri);
        version.put(
                "media-types",
                List.of(Map.of(
                        "base", "application/json", "type", "application/vnd.openstack.compute+json;version=2.1")));
        version.put(
                "links",
                List.of(
                        self(uri),
                        Map.of(
                                "rel",
                                "describedby",
                                "type",
                                "text/html",
                                "href",
                                "https://docs.openstack.org/api-ref/compute/")));
        return Map.of("version", version);
    }

    private Map<String, Object> version(UriInfo uri) {
        var version = new LinkedHashMap<String, Object>();
        version.put("id", "v2.1");
        version.put("status", "CURRENT");
        version.put("version", microversions.max().toString());
        version.put("min_version", microversions.min().toString());
        version.put("updated", UPDATED);
        version.put("links", List.of(self(uri)));
        return version;
    }

    private static Map<String, String> self(UriInfo uri) {
        return Map.of("rel", "self", "href", Links.of(uri.getBaseUri()).root() + "/v2.1/");
    }
}
