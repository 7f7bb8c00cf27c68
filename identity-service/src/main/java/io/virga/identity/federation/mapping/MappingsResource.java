package io.virga.identity.federation.mapping;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.identity.ApiLinks;
import io.virga.model.CloudException.Invalid;
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
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.ResponseStatus;

/// Identity v3's `/OS-FEDERATION/mappings`.
@Path("/v3/OS-FEDERATION/mappings")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class MappingsResource {

    private static final int MAX_ID = 64;

    private final MappingService mappings;
    private final ApiLinks links;

    MappingsResource(MappingService mappings, ApiLinks links) {
        this.mappings = mappings;
        this.links = links;
    }

    record View(
            String id,
            @JsonProperty("schema_version") String schemaVersion,
            List<Map<String, Object>> rules,
            ApiLinks.Self links) {}

    record One(View mapping) {}

    @GET
    @Rule(
            value = "identity:list_mappings",
            to = {Access.ADMIN, Access.SYSTEM_READER})
    public Map<String, Object> list() {
        return links.list("mappings", mappings.list().stream().map(this::view).toList());
    }

    @PUT
    @Path("{id}")
    @ResponseStatus(201)
    @Rule(value = "identity:create_mapping", to = Access.ADMIN, lasting = Lasting.UNRESTRICTED)
    public One create(String id, String body) {
        if (id.length() > MAX_ID) {
            throw new Invalid("The id in the path has 1 to %d characters.".formatted(MAX_ID));
        }
        return new One(view(mappings.create(id, MappingDraft.of(body))));
    }

    @GET
    @Path("{id}")
    @Rule(
            value = "identity:get_mapping",
            to = {Access.ADMIN, Access.SYSTEM_READER})
    public One show(String id) {
        return new One(view(mappings.get(id)));
    }

    @PATCH
    @Path("{id}")
    @Rule(value = "identity:update_mapping", to = Access.ADMIN, lasting = Lasting.UNRESTRICTED)
    public One update(String id, String body) {
        return new One(view(mappings.update(id, MappingDraft.of(body))));
    }

    @DELETE
    @Path("{id}")
    @Rule(value = "identity:delete_mapping", to = Access.ADMIN)
    public void delete(String id) {
        mappings.delete(id);
    }

    private View view(Mapping mapping) {
        return new View(
                mapping.id(),
                mapping.schemaVersion(),
                mapping.written(),
                links.self("OS-FEDERATION/mappings", mapping.id()));
    }
}
