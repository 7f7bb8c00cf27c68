package io.virga.scheduler.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.web.Access;
import io.virga.web.Rule;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;

/// What clients ask first: which versions of the Placement API there are.
@Path("/")
@RunOnVirtualThread
public class DiscoveryResource {

    record Link(String rel, String href) {}

    record Version(
            String id,
            String status,
            @JsonProperty("min_version") String min,
            @JsonProperty("max_version") String max,
            List<Link> links) {}

    record Versions(List<Version> versions) {}

    private final PlacementVersions range;

    DiscoveryResource(PlacementVersions range) {
        this.range = range;
    }

    @GET
    @Rule(value = "placement:discovery", to = Access.PUBLIC)
    public Versions versions() {
        return new Versions(List.of(new Version(
                "v1.0",
                "CURRENT",
                range.min().major() + "." + range.min().minor(),
                range.max().major() + "." + range.max().minor(),
                List.of(new Link("self", "")))));
    }
}
