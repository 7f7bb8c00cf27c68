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
import java.util.ArrayList;
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
        return Map.of("versions", List.of(legacy(uri), version(uri)));
    }

    @GET
    @Path("v2")
    public Map<String, Object> showLegacy(@Context UriInfo uri) {
        return Map.of("version", detailed(legacy(uri), "v2"));
    }

    @GET
    @Path("v2.1")
    public Map<String, Object> show(@Context UriInfo uri) {
        return Map.of("version", detailed(version(uri), "v2.1"));
    }

    private static Map<String, Object> detailed(Map<String, Object> version, String path) {
        version.put(
                "media-types",
                List.of(Map.of(
                        "base",
                        "application/json",
                        "type",
                        "application/vnd.openstack.compute+json;version=" + path.substring(1))));
        var links = new ArrayList<Object>((List<?>) version.get("links"));
        links.add(Map.of(
                "rel", "describedby", "type", "text/html", "href", "https://docs.openstack.org/api-ref/compute/"));
        version.put("links", links);
        return version;
    }

    // Version 2.0 is 2.1 without microversions: `LegacyPathFilter`.
    private static Map<String, Object> legacy(UriInfo uri) {
        return version("v2.0", "SUPPORTED", "", "", self(uri, "v2"));
    }

    private Map<String, Object> version(UriInfo uri) {
        return version(
                "v2.1",
                "CURRENT",
                microversions.max().toString(),
                microversions.min().toString(),
                self(uri, "v2.1"));
    }

    private static Map<String, Object> version(
            String id, String status, String max, String min, Map<String, String> self) {
        var version = new LinkedHashMap<String, Object>();
        version.put("id", id);
        version.put("status", status);
        version.put("version", max);
        version.put("min_version", min);
        version.put("updated", UPDATED);
        version.put("links", List.of(self));
        return version;
    }

    private static Map<String, String> self(UriInfo uri, String path) {
        return Map.of(
                "rel",
                "self",
                "href",
                "%s/%s/".formatted(Links.of(uri.getBaseUri()).root(), path));
    }
}
