package io.virga.compute.server;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.compute.api.Links;
import io.virga.compute.instance.InstanceChanges;
import io.virga.compute.instance.InstanceService;
import io.virga.compute.instance.Requester;
import io.virga.web.Access;
import io.virga.web.CurrentCaller;
import io.virga.web.Fields;
import io.virga.web.RequestContext;
import io.virga.web.Rule;
import io.virga.web.version.CurrentMicroversion;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.ResponseStatus;

/// The compute API's `/servers`. Reads the request, calls one service method, renders the answer.
@Path("/v2.1/servers")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ServersResource {

    private final ServerCreation creation;
    private final ServerReader reader;
    private final InstanceService service;
    private final InstanceChanges changes;
    private final CurrentCaller caller;
    private final CurrentMicroversion microversion;
    private final RequestContext request;

    ServersResource(
            ServerCreation creation,
            ServerReader reader,
            InstanceService service,
            InstanceChanges changes,
            CurrentCaller caller,
            CurrentMicroversion microversion,
            RequestContext request) {
        this.creation = creation;
        this.reader = reader;
        this.service = service;
        this.changes = changes;
        this.caller = caller;
        this.microversion = microversion;
        this.request = request;
    }

    @GET
    @Rule(
            value = "os_compute_api:servers:index",
            to = {Access.PROJECT_READER, Access.SYSTEM_READER})
    public Map<String, Object> list(@Context UriInfo uri) {
        return reader.page(uri, false);
    }

    @GET
    @Path("detail")
    @Rule(
            value = "os_compute_api:servers:detail",
            to = {Access.PROJECT_READER, Access.SYSTEM_READER})
    public Map<String, Object> detail(@Context UriInfo uri) {
        return reader.page(uri, true);
    }

    @GET
    @Path("{id}")
    @Rule(
            value = "os_compute_api:servers:show",
            to = {Access.PROJECT_READER, Access.SYSTEM_READER})
    public Map<String, Object> show(@PathParam("id") String id, @Context UriInfo uri) {
        return reader.one(ServerIds.parse(id), uri);
    }

    @POST
    @Rule(value = "os_compute_api:servers:create", to = Access.PROJECT_MEMBER)
    public Response create(String body, @Context UriInfo uri) {
        var asked = CreateServerRequest.parse(body, microversion.get());
        var password = asked.adminPassword().orElseGet(Passwords::random);
        var reservation = Passwords.reservation();
        var first = creation.create(requester(), asked, password, reservation).getFirst();
        if (asked.wantsReservation()) {
            return Response.accepted(Map.of("reservation_id", reservation)).build();
        }
        var links = Links.of(uri.getBaseUri());
        var id = first.id().toString();
        var view = new LinkedHashMap<String, Object>();
        view.put("id", id);
        view.put("links", links.both("servers", id));
        view.put("OS-DCF:diskConfig", asked.diskConfig());
        view.put(
                "security_groups",
                first.spec().groupNames().stream()
                        .map(name -> Map.of("name", name))
                        .toList());
        view.put("adminPass", password);
        return Response.accepted(Map.of("server", view))
                .location(URI.create(links.self("servers", id)))
                .build();
    }

    @PUT
    @Path("{id}")
    @Rule(value = "os_compute_api:servers:update", to = Access.PROJECT_MEMBER)
    public Map<String, Object> update(@PathParam("id") String id, String body, @Context UriInfo uri) {
        var top = Fields.parse(body);
        var server = top.object("server");
        top.refuseOthers();
        var update = new InstanceChanges.Update(
                ServerFields.optionalName(server),
                description(server),
                ServerFields.address(server, "accessIPv4", 4),
                ServerFields.address(server, "accessIPv6", 6));
        server.optionalText("OS-DCF:diskConfig", 1, 16);
        server.refuseOthers();
        var view = new LinkedHashMap<>(reader.changed(changes.update(requester(), ServerIds.parse(id), update), uri));
        view.keySet().retainAll(UPDATE_SHOWS);
        return Map.of("server", view);
    }

    private static final List<String> UPDATE_SHOWS = List.of(
            "id",
            "name",
            "status",
            "tenant_id",
            "user_id",
            "metadata",
            "hostId",
            "image",
            "flavor",
            "created",
            "updated",
            "addresses",
            "accessIPv4",
            "accessIPv6",
            "links",
            "OS-DCF:diskConfig",
            "progress",
            "fault",
            "locked",
            "description",
            "tags");

    private Optional<Optional<String>> description(Fields server) {
        if (!microversion.atLeast(2, 19) || !server.has("description")) {
            return Optional.empty();
        }
        return Optional.of(server.optionalText("description", 0, 255));
    }

    @DELETE
    @Path("{id}")
    @ResponseStatus(204)
    @Rule(value = "os_compute_api:servers:delete", to = Access.PROJECT_MEMBER)
    public void delete(@PathParam("id") String id) {
        service.delete(requester(), ServerIds.parse(id));
    }

    private Requester requester() {
        return new Requester(caller.get(), request.requestId());
    }
}
