package io.virga.image.metadef.property;

import io.smallrye.common.annotation.RunOnVirtualThread;
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
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestQuery;

/// The image API's `/metadefs/namespaces/{namespace}/properties`.
@Path("/v2/metadefs/namespaces/{namespace}/properties")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class PropertiesResource {

    private final PropertyService service;
    private final CurrentCaller caller;

    PropertiesResource(PropertyService service, CurrentCaller caller) {
        this.service = service;
        this.caller = caller;
    }

    @POST
    @ResponseStatus(201)
    @Rule(value = "add_metadef_property", to = Access.ADMIN)
    public Map<String, Object> create(String namespace, InputStream body) {
        var draft = PropertyDraft.parse(Fields.parse(SmallBody.text(body)));
        return PropertyView.of(service.create(caller.get(), namespace, draft));
    }

    @GET
    @Rule(
            value = "get_metadef_properties",
            to = {Access.PROJECT_READER, Access.SYSTEM_READER})
    public Map<String, Object> list(String namespace) {
        return Map.of("properties", PropertyView.all(service.list(caller.get(), namespace), ""));
    }

    @GET
    @Path("{name}")
    @Rule(
            value = "get_metadef_property",
            to = {Access.PROJECT_READER, Access.SYSTEM_READER})
    public Map<String, Object> show(
            String namespace, String name, @RestQuery("resource_type") Optional<String> resourceType) {
        return PropertyView.of(service.show(caller.get(), namespace, name, resourceType));
    }

    @PUT
    @Path("{name}")
    @Rule(value = "modify_metadef_property", to = Access.ADMIN)
    public Map<String, Object> update(String namespace, String name, InputStream body) {
        var draft = PropertyDraft.parse(Fields.parse(SmallBody.text(body)));
        return PropertyView.of(service.update(caller.get(), namespace, name, draft));
    }

    @DELETE
    @Path("{name}")
    @ResponseStatus(204)
    @Rule(value = "remove_metadef_property", to = Access.ADMIN)
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
