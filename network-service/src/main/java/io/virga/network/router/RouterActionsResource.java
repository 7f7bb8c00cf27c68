package io.virga.network.router;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.network.standard.Batch;
import io.virga.network.standard.Ownership;
import io.virga.web.Access;
import io.virga.web.CurrentCaller;
import io.virga.web.Fields;
import io.virga.web.Rule;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;

/// What is done to a router rather than changed in it: its interfaces and extra routes come and go one by one.
@Path("/v2.0")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@RunOnVirtualThread
public class RouterActionsResource {

    private final InterfaceService interfaces;
    private final RouterService routers;
    private final CurrentCaller caller;

    RouterActionsResource(InterfaceService interfaces, RouterService routers, CurrentCaller caller) {
        this.interfaces = interfaces;
        this.routers = routers;
        this.caller = caller;
    }

    @PUT
    @Path("routers/{id}/add_router_interface")
    @Rule(value = "add_router_interface", to = Access.PROJECT_MEMBER)
    public Map<String, Object> addInterface(@PathParam("id") String id, String body) {
        return interfaces.add(caller.get(), Ownership.id("Router", id), Fields.parse(body));
    }

    @PUT
    @Path("routers/{id}/remove_router_interface")
    @Rule(value = "remove_router_interface", to = Access.PROJECT_MEMBER)
    public Map<String, Object> removeInterface(@PathParam("id") String id, String body) {
        return interfaces.remove(caller.get(), Ownership.id("Router", id), Fields.parse(body));
    }

    @PUT
    @Path("routers/{id}/add_extraroutes")
    @Rule(value = "add_extraroutes", to = Access.PROJECT_MEMBER)
    public Map<String, Object> addRoutes(@PathParam("id") String id, String body) {
        return changeRoutes(id, body, true);
    }

    @PUT
    @Path("routers/{id}/remove_extraroutes")
    @Rule(value = "remove_extraroutes", to = Access.PROJECT_MEMBER)
    public Map<String, Object> removeRoutes(@PathParam("id") String id, String body) {
        return changeRoutes(id, body, false);
    }

    private Map<String, Object> changeRoutes(String id, String body, boolean add) {
        var router = Ownership.id("Router", id);
        return Map.of("router", routers.changeRoutes(caller.get(), router, Batch.one(body, "router"), add));
    }
}
