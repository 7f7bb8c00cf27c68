package io.virga.identity.limit;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.identity.ApiLinks;
import io.virga.web.Access;
import io.virga.web.Rule;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestQuery;

/// Identity v3's `/registered_limits`. Anybody who has logged in may read them.
@Path("/v3/registered_limits")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RegisteredLimitsResource {

    private final RegisteredLimitService limits;
    private final ApiLinks links;

    RegisteredLimitsResource(RegisteredLimitService limits, ApiLinks links) {
        this.limits = limits;
        this.links = links;
    }

    record View(
            String id,
            @JsonProperty("service_id") String serviceId,
            @JsonProperty("region_id") String regionId,
            @JsonProperty("resource_name") String resource,
            @JsonProperty("default_limit") int ceiling,
            String description,
            ApiLinks.Self links) {}

    record One(@JsonProperty("registered_limit") View limit) {}

    @GET
    @Rule(value = "identity:list_registered_limits", to = Access.AUTHENTICATED)
    public Map<String, Object> list(
            @RestQuery("service_id") Optional<String> serviceId,
            @RestQuery("region_id") Optional<String> regionId,
            @RestQuery("resource_name") Optional<String> resource) {
        return links.list("registered_limits", views(limits.list(serviceId, regionId, resource)));
    }

    @POST
    @ResponseStatus(201)
    @Rule(value = "identity:create_registered_limits", to = Access.ADMIN)
    public Map<String, Object> create(String body) {
        return Map.of("registered_limits", views(limits.create(RegisteredLimitDraft.forCreation(body))));
    }

    @GET
    @Path("{id}")
    @Rule(value = "identity:get_registered_limit", to = Access.AUTHENTICATED)
    public One show(String id) {
        return new One(view(limits.get(id)));
    }

    @PATCH
    @Path("{id}")
    @Rule(value = "identity:update_registered_limit", to = Access.ADMIN)
    public One update(String id, String body) {
        return new One(view(limits.update(id, RegisteredLimitDraft.forUpdate(id, body))));
    }

    @DELETE
    @Path("{id}")
    @Rule(value = "identity:delete_registered_limit", to = Access.ADMIN)
    public void delete(String id) {
        limits.delete(id);
    }

    private List<View> views(List<RegisteredLimit> found) {
        return found.stream().map(this::view).toList();
    }

    private View view(RegisteredLimit limit) {
        return new View(
                limit.id(),
                limit.serviceId(),
                limit.regionId(),
                limit.resource(),
                limit.ceiling(),
                limit.description(),
                links.self("registered_limits", limit.id()));
    }
}
