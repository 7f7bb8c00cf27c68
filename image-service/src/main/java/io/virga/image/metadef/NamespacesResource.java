package io.virga.image.metadef;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.image.ImageConfig;
import io.virga.image.metadef.listing.Listing;
import io.virga.image.metadef.namespace.NamespaceDraft;
import io.virga.image.metadef.namespace.NamespaceFilters;
import io.virga.image.metadef.naming.Links;
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
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestQuery;

/// The image API's `/metadefs/namespaces`.
@Path("/v2/metadefs/namespaces")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class NamespacesResource {

    private static final int USUAL_PAGE = 25;

    private final NamespaceService service;
    private final ImageConfig config;
    private final CurrentCaller caller;

    NamespacesResource(NamespaceService service, ImageConfig config, CurrentCaller caller) {
        this.service = service;
        this.config = config;
        this.caller = caller;
    }

    @POST
    @Rule(value = "add_metadef_namespace", to = Access.ADMIN)
    public Response create(InputStream body, UriInfo uri) {
        var fields = Fields.parse(SmallBody.text(body));
        var draft = NamespaceDraft.parse(fields);
        var contents = ContentsDraft.parse(fields);
        fields.refuseOthers();
        var created = service.create(caller.get(), draft, contents);
        var location =
                uri.getBaseUriBuilder().path(Links.namespace(draft.name())).build();
        return Response.created(location).entity(NamespaceView.of(created, "")).build();
    }

    @GET
    @Rule(
            value = "get_metadef_namespaces",
            to = {Access.PROJECT_READER, Access.SYSTEM_READER})
    public NamespaceView.PageView list(UriInfo uri) {
        var query = uri.getQueryParameters();
        var listing = Listing.parse(query, "namespace", USUAL_PAGE, config.maxPageSize());
        var filters = NamespaceFilters.parse(query);
        return NamespaceView.page(service.list(caller.get(), filters, listing), listing);
    }

    @GET
    @Path("{namespace}")
    @Rule(
            value = "get_metadef_namespace",
            to = {Access.PROJECT_READER, Access.SYSTEM_READER})
    public NamespaceView show(String namespace, @RestQuery("resource_type") String resourceType) {
        return NamespaceView.of(service.show(caller.get(), namespace), resourceType);
    }

    /// What the body says of what is in the namespace is read and has no effect: clients send back what they were
    /// shown.
    @PUT
    @Path("{namespace}")
    @Rule(value = "modify_metadef_namespace", to = Access.ADMIN)
    public NamespaceView update(String namespace, InputStream body) {
        var fields = Fields.parse(SmallBody.text(body));
        var draft = NamespaceDraft.parse(fields);
        ContentsDraft.parse(fields);
        fields.refuseOthers();
        return NamespaceView.of(service.update(caller.get(), namespace, draft));
    }

    @DELETE
    @Path("{namespace}")
    @ResponseStatus(204)
    @Rule(value = "delete_metadef_namespace", to = Access.ADMIN)
    public void delete(String namespace) {
        service.delete(caller.get(), namespace);
    }
}
