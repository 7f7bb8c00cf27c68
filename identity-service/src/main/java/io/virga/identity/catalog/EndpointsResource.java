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
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestQuery;

/// Identity v3's `/endpoints`.
@Path("/v3/endpoints")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class EndpointsResource {

    private final EndpointService endpoints;
    private final ApiLinks links;

    EndpointsResource(EndpointService endpoints, ApiLinks links) {
        this.endpoints = endpoints;
        this.links = links;
    }

    record View(
            String id,
            @JsonProperty("interface") String face,
            String region,
            @JsonProperty("region_id") String regionId,
            @JsonProperty("service_id") String serviceId,
            String url,
            boolean enabled,
            ApiLinks.Self links,
            @JsonAnyGetter Map<String, Object> extra) {}

    record One(View endpoint) {}

    @GET
    @Rule(value = "identity:list_endpoints", to = Access.ADMIN)
    public Map<String, Object> list(
            @RestQuery("service_id") Optional<String> serviceId,
            @RestQuery("interface") Optional<String> face,
            @RestQuery("region_id") Optional<String> regionId) {
        var found = endpoints.list(serviceId, face, regionId);
        return links.list("endpoints", found.stream().map(this::view).toList());
    }

    @POST
    @ResponseStatus(201)
    @Rule(value = "identity:create_endpoint", to = Access.ADMIN)
    public One create(String body) {
        return new One(view(endpoints.create(EndpointDraft.forCreation(body))));
    }

    @GET
    @Path("{id}")
    @Rule(value = "identity:get_endpoint", to = Access.ADMIN)
    public One show(String id) {
        return new One(view(endpoints.get(id)));
    }

    @PATCH
    @Path("{id}")
    @Rule(value = "identity:update_endpoint", to = Access.ADMIN)
    public One update(String id, String body) {
        return new One(view(endpoints.update(id, EndpointDraft.forUpdate(body))));
    }

    @DELETE
    @Path("{id}")
    @Rule(value = "identity:delete_endpoint", to = Access.ADMIN)
    public void delete(String id) {
        endpoints.delete(id);
    }

    private View view(Endpoint endpoint) {
        return new View(
                endpoint.id(),
                endpoint.face(),
                endpoint.regionId(),
                endpoint.regionId(),
                endpoint.serviceId(),
                endpoint.url(),
                endpoint.enabled(),
                links.self("endpoints", endpoint.id()),
                endpoint.extra());
    }
}
