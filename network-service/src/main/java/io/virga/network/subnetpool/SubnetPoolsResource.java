package io.virga.network.subnetpool;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.network.standard.Batch;
import io.virga.network.standard.Listing;
import io.virga.network.standard.Ownership;
import io.virga.network.standard.Query;
import io.virga.web.Access;
import io.virga.web.CurrentCaller;
import io.virga.web.Rule;
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
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import org.jboss.resteasy.reactive.ResponseStatus;

/// `/v2.0/subnetpools`
@Path("/v2.0")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@RunOnVirtualThread
public class SubnetPoolsResource {

    private static final String ONE = "subnetpool";
    private static final String MANY = "subnetpools";
    private static final String KIND = "SubnetPool";

    private final SubnetPoolService service;
    private final CurrentCaller caller;

    SubnetPoolsResource(SubnetPoolService service, CurrentCaller caller) {
        this.service = service;
        this.caller = caller;
    }

    @GET
    @Path("subnetpools")
    @Rule(
            value = "get_subnetpool",
            to = {Access.PROJECT_READER, Access.SYSTEM_READER})
    public Map<String, Object> list(@Context UriInfo uri) {
        var query = Query.of(uri.getQueryParameters());
        var page = Listing.of(service.list(caller.get(), query), query);
        return page.answer(MANY, uri.getAbsolutePath().toString(), query);
    }

    @GET
    @Path("subnetpools/{id}")
    @Rule(
            value = "get_subnetpool",
            to = {Access.PROJECT_READER, Access.SYSTEM_READER})
    public Map<String, Object> show(@PathParam("id") String id, @Context UriInfo uri) {
        var view = service.show(caller.get(), Ownership.id(KIND, id));
        return Map.of(ONE, Listing.shown(view, Query.of(uri.getQueryParameters())));
    }

    @POST
    @Path("subnetpools")
    @ResponseStatus(201)
    @Rule(value = "create_subnetpool", to = Access.PROJECT_MEMBER)
    public Map<String, Object> create(String body) {
        var batch = Batch.parse(body, ONE, MANY);
        return batch.answer(service.create(caller.get(), batch.items()));
    }

    @PUT
    @Path("subnetpools/{id}")
    @Rule(value = "update_subnetpool", to = Access.PROJECT_MEMBER)
    public Map<String, Object> update(@PathParam("id") String id, String body) {
        return Map.of(ONE, service.update(caller.get(), Ownership.id(KIND, id), Batch.one(body, ONE)));
    }

    @DELETE
    @Path("subnetpools/{id}")
    @Rule(value = "delete_subnetpool", to = Access.PROJECT_MEMBER)
    public void delete(@PathParam("id") String id) {
        service.delete(caller.get(), Ownership.id(KIND, id));
    }
}
