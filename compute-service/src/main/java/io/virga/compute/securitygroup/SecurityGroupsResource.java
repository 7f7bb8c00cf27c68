package io.virga.compute.securitygroup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.compute.api.ServedFrom;
import io.virga.compute.network.NetworkClient;
import io.virga.compute.peer.Behalf;
import io.virga.model.CloudException.NotFound;
import io.virga.web.Access;
import io.virga.web.CurrentCaller;
import io.virga.web.Fields;
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
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jboss.resteasy.reactive.ResponseStatus;

/// The compute API's old way to security groups, `/os-security-groups`: passes everything on to the network service, in
/// the user's name.
@Path("/v2.1/os-security-groups")
@ServedFrom(value = 1, upTo = 35)
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class SecurityGroupsResource {

    private static final String COLLECTION = "security-groups";
    private static final int LONGEST = 255;

    private final NetworkClient network;
    private final CurrentCaller caller;

    SecurityGroupsResource(NetworkClient network, CurrentCaller caller) {
        this.network = network;
        this.caller = caller;
    }

    @GET
    @Rule(value = "os_compute_api:os-security-groups:get", to = Access.PROJECT_READER)
    public Map<String, Object> list() {
        var query = "?project_id=" + caller.get().project();
        var groups = send("GET", COLLECTION + query, null).path("security_groups");
        return Map.of(
                "security_groups",
                StreamSupport.stream(groups.spliterator(), false)
                        .map(SecurityGroupView::group)
                        .toList());
    }

    @GET
    @Path("{id}")
    @Rule(value = "os_compute_api:os-security-groups:show", to = Access.PROJECT_READER)
    public Map<String, Object> show(@PathParam("id") String id) {
        return one(send("GET", path(id), null));
    }

    @POST
    @ResponseStatus(200)
    @Rule(value = "os_compute_api:os-security-groups:create", to = Access.PROJECT_MEMBER)
    public Map<String, Object> create(String body) {
        return one(send("POST", COLLECTION, read(body)));
    }

    @PUT
    @Path("{id}")
    @Rule(value = "os_compute_api:os-security-groups:update", to = Access.PROJECT_MEMBER)
    public Map<String, Object> update(@PathParam("id") String id, String body) {
        return one(send("PUT", path(id), read(body)));
    }

    @DELETE
    @Path("{id}")
    @ResponseStatus(202)
    @Rule(value = "os_compute_api:os-security-groups:delete", to = Access.PROJECT_MEMBER)
    public void delete(@PathParam("id") String id) {
        send("DELETE", path(id), null);
    }

    private static JsonNode read(String body) {
        var top = Fields.parse(body);
        var group = top.object("security_group");
        top.refuseOthers();
        var passedOn = JsonNodeFactory.instance.objectNode();
        passedOn.putObject("security_group")
                .put("name", group.text("name", 1, LONGEST).strip())
                .put(
                        "description",
                        group.optionalText("description", 0, LONGEST).orElse(""));
        group.refuseOthers();
        return passedOn;
    }

    private static Map<String, Object> one(JsonNode answer) {
        return Map.of("security_group", SecurityGroupView.group(answer.path("security_group")));
    }

    private JsonNode send(String method, String path, JsonNode body) {
        return network.send(method, path, Optional.ofNullable(body), Optional.of(Behalf.of(caller.get())));
    }

    private static String path(String id) {
        if (!id.matches("[0-9a-fA-F-]{1,64}")) {
            throw new NotFound("Security group", id);
        }
        return COLLECTION + "/" + id;
    }
}
