package io.virga.identity.federation.serviceprovider;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.identity.ApiLinks;
import io.virga.model.CloudException.Invalid;
import io.virga.web.Access;
import io.virga.web.Booleans;
import io.virga.web.Rule;
import io.virga.web.Rule.Lasting;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestQuery;

/// Identity v3's `/OS-FEDERATION/service_providers`.
@Path("/v3/OS-FEDERATION/service_providers")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ServiceProvidersResource {

    private static final int MAX_ID = 64;

    private final ServiceProviderService providers;
    private final ApiLinks links;

    ServiceProvidersResource(ServiceProviderService providers, ApiLinks links) {
        this.providers = providers;
        this.links = links;
    }

    record View(
            String id,
            @JsonProperty("auth_url") String authUrl,
            @JsonProperty("sp_url") String spUrl,
            String description,
            boolean enabled,
            @JsonProperty("relay_state_prefix") String relayStatePrefix,
            ApiLinks.Self links) {}

    record One(@JsonProperty("service_provider") View serviceProvider) {}

    @GET
    @Rule(
            value = "identity:list_service_providers",
            to = {Access.ADMIN, Access.SYSTEM_READER})
    public Map<String, Object> list(@RestQuery Optional<String> id, @RestQuery Optional<String> enabled) {
        var found = providers.list(id, enabled.map(Booleans::parse));
        return links.list("service_providers", found.stream().map(this::view).toList());
    }

    @PUT
    @Path("{id}")
    @ResponseStatus(201)
    @Rule(value = "identity:create_service_provider", to = Access.ADMIN, lasting = Lasting.UNRESTRICTED)
    public One create(String id, String body) {
        if (id.length() > MAX_ID) {
            throw new Invalid("The id in the path has 1 to %d characters.".formatted(MAX_ID));
        }
        return new One(view(providers.create(id, ServiceProviderDraft.forCreation(body))));
    }

    @GET
    @Path("{id}")
    @Rule(
            value = "identity:get_service_provider",
            to = {Access.ADMIN, Access.SYSTEM_READER})
    public One show(String id) {
        return new One(view(providers.get(id)));
    }

    @PATCH
    @Path("{id}")
    @Rule(value = "identity:update_service_provider", to = Access.ADMIN, lasting = Lasting.UNRESTRICTED)
    public One update(String id, String body) {
        return new One(view(providers.update(id, ServiceProviderDraft.forUpdate(body))));
    }

    @DELETE
    @Path("{id}")
    @Rule(value = "identity:delete_service_provider", to = Access.ADMIN)
    public void delete(String id) {
        providers.delete(id);
    }

    private View view(ServiceProvider provider) {
        return new View(
                provider.id(),
                provider.authUrl(),
                provider.spUrl(),
                provider.description().orElse(null),
                provider.enabled(),
                provider.relayStatePrefix(),
                links.self("OS-FEDERATION/service_providers", provider.id()));
    }
}
