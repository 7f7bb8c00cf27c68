package io.virga.identity.federation.provider;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.identity.ApiLinks;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestQuery;

/// Identity v3's `/OS-FEDERATION/identity_providers`.
@Path("/v3/OS-FEDERATION/identity_providers")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class IdentityProvidersResource {

    static final String COLLECTION = "OS-FEDERATION/identity_providers";

    private final IdentityProviderService providers;
    private final ApiLinks links;

    IdentityProvidersResource(IdentityProviderService providers, ApiLinks links) {
        this.providers = providers;
        this.links = links;
    }

    record Links(String self, String protocols) {}

    record View(
            String id,
            @JsonProperty("domain_id") String domainId,
            String description,
            boolean enabled,
            @JsonProperty("remote_ids") List<String> remoteIds,
            @JsonProperty("authorization_ttl") Integer authorizationTtl,
            Links links) {}

    record One(@JsonProperty("identity_provider") View identityProvider) {}

    @GET
    @Rule(
            value = "identity:list_identity_providers",
            to = {Access.ADMIN, Access.SYSTEM_READER})
    public Map<String, Object> list(@RestQuery Optional<String> id, @RestQuery Optional<String> enabled) {
        var found = providers.list(id, enabled.map(Booleans::parse));
        return links.list("identity_providers", found.stream().map(this::view).toList());
    }

    @PUT
    @Path("{id}")
    @ResponseStatus(201)
    @Rule(value = "identity:create_identity_provider", to = Access.ADMIN, lasting = Lasting.UNRESTRICTED)
    public One create(String id, String body) {
        IdentityProviderService.refuseLong(id);
        return new One(view(providers.create(id, IdentityProviderDraft.forCreation(body))));
    }

    @GET
    @Path("{id}")
    @Rule(
            value = "identity:get_identity_provider",
            to = {Access.ADMIN, Access.SYSTEM_READER})
    public One show(String id) {
        return new One(view(providers.get(id)));
    }

    @PATCH
    @Path("{id}")
    @Rule(value = "identity:update_identity_provider", to = Access.ADMIN, lasting = Lasting.UNRESTRICTED)
    public One update(String id, String body) {
        return new One(view(providers.update(id, IdentityProviderDraft.forUpdate(body))));
    }

    @DELETE
    @Path("{id}")
    @Rule(value = "identity:delete_identity_provider", to = Access.ADMIN)
    public void delete(String id) {
        providers.delete(id);
    }

    private View view(IdentityProvider provider) {
        var self = links.self(COLLECTION, provider.id()).self();
        return new View(
                provider.id(),
                provider.domainId(),
                provider.description().orElse(null),
                provider.enabled(),
                provider.remoteIds(),
                provider.authorizationTtlMinutes().orElse(null),
                new Links(self, self + "/protocols"));
    }
}
