package io.virga.identity.catalog;

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

    @GET
    @Rule(value = "identity:list_endpoints", to = Access.SYSTEM_READER)
    public Map<String, Object> list(
            @RestQuery("service_id") Optional<String> serviceId,
            @RestQuery("interface") Optional<String> face,
            @RestQuery("region_id") Optional<String> regionId,
            @RestQuery Optional<String> region) {
        var found = endpoints.list(new EndpointFilter(serviceId, face, regionId.or(() -> region)));
        return links.list("endpoints", EndpointView.of(found, links));
    }

    @POST
    @ResponseStatus(201)
    @Rule(value = "identity:create_endpoint", to = Access.ADMIN)
    public EndpointView.One create(String body) {
        return new EndpointView.One(EndpointView.of(endpoints.create(EndpointDraft.forCreation(body)), links));
    }

    @GET
    @Path("{id}")
    @Rule(value = "identity:get_endpoint", to = Access.SYSTEM_READER)
    public EndpointView.One show(String id) {
        return new EndpointView.One(EndpointView.of(endpoints.get(id), links));
    }

    @PATCH
    @Path("{id}")
    @Rule(value = "identity:update_endpoint", to = Access.ADMIN)
    public EndpointView.One update(String id, String body) {
        return new EndpointView.One(EndpointView.of(endpoints.update(id, EndpointDraft.forUpdate(id, body)), links));
    }

    @DELETE
    @Path("{id}")
    @Rule(value = "identity:delete_endpoint", to = Access.ADMIN)
    public void delete(String id) {
        endpoints.delete(id);
    }
}
