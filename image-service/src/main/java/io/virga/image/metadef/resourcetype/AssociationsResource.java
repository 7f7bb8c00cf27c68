package io.virga.image.metadef.resourcetype;

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
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import org.jboss.resteasy.reactive.ResponseStatus;

/// The image API's `/metadefs/namespaces/{namespace}/resource_types`.
@Path("/v2/metadefs/namespaces/{namespace}/resource_types")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class AssociationsResource {

    private final AssociationService service;
    private final CurrentCaller caller;

    AssociationsResource(AssociationService service, CurrentCaller caller) {
        this.service = service;
        this.caller = caller;
    }

    @POST
    @ResponseStatus(201)
    @Rule(value = "add_metadef_resource_type_association", to = Access.ADMIN)
    public AssociationView create(String namespace, InputStream body) {
        var draft = AssociationDraft.parse(Fields.parse(SmallBody.text(body)));
        return AssociationView.of(service.create(caller.get(), namespace, draft));
    }

    @GET
    @Rule(
            value = "get_metadef_resource_type",
            to = {Access.PROJECT_READER, Access.SYSTEM_READER})
    public AssociationView.Several list(String namespace) {
        return new AssociationView.Several(AssociationView.all(service.list(caller.get(), namespace)));
    }

    @DELETE
    @Path("{name}")
    @ResponseStatus(204)
    @Rule(value = "remove_metadef_resource_type_association", to = Access.ADMIN)
    public void delete(String namespace, String name) {
        service.delete(caller.get(), namespace, name);
    }
}
