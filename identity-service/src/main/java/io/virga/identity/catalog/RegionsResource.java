package io.virga.identity.catalog;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.identity.ApiLinks;
import io.virga.web.Access;
import io.virga.web.Rule;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestQuery;

/// Identity v3's `/regions`. Anybody who has logged in may read them.
@Path("/v3/regions")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RegionsResource {

    private final RegionService regions;
    private final ApiLinks links;

    RegionsResource(RegionService regions, ApiLinks links) {
        this.regions = regions;
        this.links = links;
    }

    record View(
            String id,
            String description,
            @JsonProperty("parent_region_id") String parentId,
            ApiLinks.Self links,
            @JsonAnyGetter Map<String, Object> extra) {}

    record One(View region) {}

    @GET
    @Rule(value = "identity:list_regions", to = Access.AUTHENTICATED)
    public Map<String, Object> list(@RestQuery("parent_region_id") Optional<String> parentId) {
        return links.list(
                "regions", regions.list(parentId).stream().map(this::view).toList());
    }

    @POST
    @ResponseStatus(201)
    @Rule(value = "identity:create_region", to = Access.ADMIN)
    public One create(String body) {
        return new One(view(regions.create(RegionDraft.forCreation(body))));
    }

    @PUT
    @Path("{id}")
    @ResponseStatus(201)
    @Rule(value = "identity:create_region", to = Access.ADMIN)
    public One createWithId(String id, String body) {
        return new One(view(regions.create(RegionDraft.forCreation(body).withId(id))));
    }

    @GET
    @Path("{id}")
    @Rule(value = "identity:get_region", to = Access.AUTHENTICATED)
    public One show(String id) {
        return new One(view(regions.get(id)));
    }

    @PATCH
    @Path("{id}")
    @Rule(value = "identity:update_region", to = Access.ADMIN)
    public One update(String id, String body) {
        return new One(view(regions.update(id, RegionDraft.forUpdate(id, body))));
    }

    @DELETE
    @Path("{id}")
    @Rule(value = "identity:delete_region", to = Access.ADMIN)
    public void delete(String id) {
        regions.delete(id);
    }

    private View view(Region region) {
        return new View(
                region.id(),
                region.description(),
                region.parentId().orElse(null),
                links.self("regions", region.id()),
                region.extra());
    }
}
