package io.virga.identity.federation.provider;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.identity.ApiLinks;
import io.virga.web.Access;
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
import org.jboss.resteasy.reactive.ResponseStatus;

/// Identity v3's `/OS-FEDERATION/identity_providers/{idp}/protocols`.
@Path("/v3/OS-FEDERATION/identity_providers/{idp}/protocols")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ProtocolsResource {

    private final ProtocolService protocols;
    private final ApiLinks links;

    ProtocolsResource(ProtocolService protocols, ApiLinks links) {
        this.protocols = protocols;
        this.links = links;
    }

    record Links(
            String self, @JsonProperty("identity_provider") String identityProvider) {}

    record View(
            String id,
            @JsonProperty("mapping_id") String mappingId,

            @JsonProperty("remote_id_attribute") @JsonInclude(JsonInclude.Include.NON_NULL)
            String remoteIdAttribute,

            Links links) {}

    record One(View protocol) {}

    @GET
    @Rule(
            value = "identity:list_protocols",
            to = {Access.ADMIN, Access.SYSTEM_READER})
    public Map<String, Object> list(String idp) {
        return links.list(
                "protocols", protocols.list(idp).stream().map(this::view).toList());
    }

    @PUT
    @Path("{id}")
    @ResponseStatus(201)
    @Rule(value = "identity:create_protocol", to = Access.ADMIN, lasting = Lasting.UNRESTRICTED)
    public One create(String idp, String id, String body) {
        IdentityProviderService.refuseLong(id);
        return new One(view(protocols.create(idp, id, ProtocolDraft.of(body))));
    }

    @GET
    @Path("{id}")
    @Rule(
            value = "identity:get_protocol",
            to = {Access.ADMIN, Access.SYSTEM_READER})
    public One show(String idp, String id) {
        return new One(view(protocols.get(idp, id)));
    }

    @PATCH
    @Path("{id}")
    @Rule(value = "identity:update_protocol", to = Access.ADMIN, lasting = Lasting.UNRESTRICTED)
    public One update(String idp, String id, String body) {
        return new One(view(protocols.update(idp, id, ProtocolDraft.of(body))));
    }

    @DELETE
    @Path("{id}")
    @Rule(value = "identity:delete_protocol", to = Access.ADMIN)
    public void delete(String idp, String id) {
        protocols.delete(idp, id);
    }

    private View view(Protocol protocol) {
        var provider = links.self(IdentityProvidersResource.COLLECTION, protocol.idpId())
                .self();
        return new View(
                protocol.id(),
                protocol.mappingId(),
                protocol.remoteIdAttribute().orElse(null),
                new Links(provider + "/protocols/" + protocol.id(), provider));
    }
}
