package io.virga.image.metadef.object;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.image.metadef.listing.Listing;
import io.virga.image.web.SmallBody;
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
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import org.jboss.resteasy.reactive.ResponseStatus;

/// The image API's `/metadefs/namespaces/{namespace}/objects`.
@Path("/v2/metadefs/namespaces/{namespace}/objects")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ObjectsResource {

    private final ObjectService service;
    private final CurrentCaller caller;

    ObjectsResource(ObjectService service, CurrentCaller caller) {
        this.service = service;
        this.caller = caller;
    }

    @POST
    @ResponseStatus(201)
    @Rule(value = "add_metadef_object", to = Access.ADMIN)
    public ObjectView create(String namespace, InputStream body) {
        var draft = ObjectDraft.parse(Fields.parse(SmallBody.text(body)));
        return ObjectView.of(namespace, service.create(caller.get(), namespace, draft));
    }

    @GET
    @Rule(
            value = "get_metadef_objects",
            to = {Access.PROJECT_READER, Access.SYSTEM_READER})
    public ObjectView.PageView list(String namespace, UriInfo uri) {
        var listing = Listing.parse(uri.getQueryParameters(), "name", ObjectDraft.MOST, ObjectDraft.MOST);
        return ObjectView.page(namespace, service.list(caller.get(), namespace, listing), listing);
    }

    @GET
    @Path("{name}")
    @Rule(
            value = "get_metadef_object",
            to = {Access.PROJECT_READER, Access.SYSTEM_READER})
    public ObjectView show(String namespace, String name) {
        return ObjectView.of(namespace, service.show(caller.get(), namespace, name));
    }

    @PUT
    @Path("{name}")
    @Rule(value = "modify_metadef_object", to = Access.ADMIN)
    public ObjectView update(String namespace, String name, InputStream body) {
        var draft = ObjectDraft.parse(Fields.parse(SmallBody.text(body)));
        return ObjectView.of(namespace, service.update(caller.get(), namespace, name, draft));
    }

    @DELETE
    @Path("{name}")
    @ResponseStatus(204)
    @Rule(value = "delete_metadef_object", to = Access.ADMIN)
    public void delete(String namespace, String name) {
        service.delete(caller.get(), namespace, name);
    }

    @DELETE
    @ResponseStatus(204)
    @Rule(value = "delete_metadef_namespace", to = Access.ADMIN)
    public void deleteAll(String namespace) {
        service.deleteAll(caller.get(), namespace);
    }
}
