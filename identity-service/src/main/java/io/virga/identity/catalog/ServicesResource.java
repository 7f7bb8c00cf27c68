package io.virga.identity.catalog;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
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

/// Identity v3's `/services`.
@Path("/v3/services")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ServicesResource {

    private final ServiceService services;
    private final ApiLinks links;

    ServicesResource(ServiceService services, ApiLinks links) {
        this.services = services;
        this.links = links;
    }

    record View(
            String id,
            String type,
            String name,
            String description,
            boolean enabled,
            ApiLinks.Self links,
            @JsonAnyGetter Map<String, Object> extra) {}

    record One(View service) {}

    @GET
    @Rule(value = "identity:list_services", to = Access.SYSTEM_READER)
    public Map<String, Object> list(@RestQuery Optional<String> type, @RestQuery Optional<String> name) {
        return links.list(
                "services", services.list(type, name).stream().map(this::view).toList());
    }

    @POST
    @ResponseStatus(201)
    @Rule(value = "identity:create_service", to = Access.ADMIN)
    public One create(String body) {
        return new One(view(services.create(ServiceDraft.forCreation(body))));
    }

    @GET
    @Path("{id}")
    @Rule(value = "identity:get_service", to = Access.SYSTEM_READER)
    public One show(String id) {
        return new One(view(services.get(id)));
    }

    @PATCH
    @Path("{id}")
    @Rule(value = "identity:update_service", to = Access.ADMIN)
    public One update(String id, String body) {
        return new One(view(services.update(id, ServiceDraft.forUpdate(id, body))));
    }

    @DELETE
    @Path("{id}")
    @Rule(value = "identity:delete_service", to = Access.ADMIN)
    public void delete(String id) {
        services.delete(id);
    }

    private View view(Service service) {
        return new View(
                service.id(),
                service.type(),
                service.name(),
                service.description(),
                service.enabled(),
                links.self("services", service.id()),
                service.extra());
    }
}
