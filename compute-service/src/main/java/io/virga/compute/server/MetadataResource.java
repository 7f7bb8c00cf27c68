package io.virga.compute.server;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.compute.instance.InstanceChanges;
import io.virga.compute.instance.InstanceQueries;
import io.virga.compute.instance.Requester;
import io.virga.model.CloudException.Invalid;
import io.virga.model.CloudException.NotFound;
import io.virga.web.Access;
import io.virga.web.CurrentCaller;
import io.virga.web.Fields;
import io.virga.web.RequestContext;
import io.virga.web.Rule;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.jboss.resteasy.reactive.ResponseStatus;

/// The compute API's `/servers/{id}/metadata`.
@Path("/v2.1/servers/{id}/metadata")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class MetadataResource {

    private static final int MOST = 128;
    private static final int LONGEST = 255;

    private final InstanceChanges changes;
    private final InstanceQueries instances;
    private final CurrentCaller caller;
    private final RequestContext request;

    MetadataResource(InstanceChanges changes, InstanceQueries instances, CurrentCaller caller, RequestContext request) {
        this.changes = changes;
        this.instances = instances;
        this.caller = caller;
        this.request = request;
    }

    @GET
    @Rule(
            value = "os_compute_api:server-metadata:index",
            to = {Access.PROJECT_READER, Access.SYSTEM_READER})
    public Map<String, Object> list(@PathParam("id") String id) {
        return Map.of("metadata", metadata(id));
    }

    @GET
    @Path("{key}")
    @Rule(
            value = "os_compute_api:server-metadata:show",
            to = {Access.PROJECT_READER, Access.SYSTEM_READER})
    public Map<String, Object> show(@PathParam("id") String id, @PathParam("key") String key) {
        var metadata = metadata(id);
        if (!metadata.containsKey(key)) {
            throw new NotFound("Metadata item", key);
        }
        return Map.of("meta", Map.of(key, metadata.get(key)));
    }

    private Map<String, String> metadata(String id) {
        return instances.get(caller.get(), ServerIds.parse(id)).metadata();
    }

    @POST
    @ResponseStatus(200)
    @Rule(value = "os_compute_api:server-metadata:create", to = Access.PROJECT_MEMBER)
    public Map<String, Object> add(@PathParam("id") String id, String body) {
        return Map.of("metadata", changes.addMetadata(requester(), ServerIds.parse(id), read(body, "metadata")));
    }

    @PUT
    @Rule(value = "os_compute_api:server-metadata:update_all", to = Access.PROJECT_MEMBER)
    public Map<String, Object> replace(@PathParam("id") String id, String body) {
        return Map.of("metadata", changes.replaceMetadata(requester(), ServerIds.parse(id), read(body, "metadata")));
    }

    @PUT
    @Path("{key}")
    @Rule(value = "os_compute_api:server-metadata:update", to = Access.PROJECT_MEMBER)
    public Map<String, Object> put(@PathParam("id") String id, @PathParam("key") String key, String body) {
        var meta = read(body, "meta");
        if (meta.size() != 1 || !meta.containsKey(key)) {
            throw new Invalid("Request body and URI mismatch");
        }
        changes.addMetadata(requester(), ServerIds.parse(id), meta);
        return Map.of("meta", meta);
    }

    @DELETE
    @Path("{key}")
    @ResponseStatus(204)
    @Rule(value = "os_compute_api:server-metadata:delete", to = Access.PROJECT_MEMBER)
    public void remove(@PathParam("id") String id, @PathParam("key") String key) {
        changes.removeMetadata(requester(), ServerIds.parse(id), key);
    }

    private static Map<String, String> read(String body, String key) {
        var fields = Fields.parse(body);
        fields.object(key);
        var metadata = fields.textMap(key, MOST, LONGEST, LONGEST);
        fields.refuseOthers();
        return metadata;
    }

    private Requester requester() {
        return new Requester(caller.get(), request.requestId());
    }
}
