package io.virga.image.image;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.image.ImageConfig;
import io.virga.image.protection.PropertyProtections;
import io.virga.image.store.Stores;
import io.virga.image.web.SmallBody;
import io.virga.web.Access;
import io.virga.web.CurrentCaller;
import io.virga.web.Fields;
import io.virga.web.Rule;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.Map;
import org.jboss.resteasy.reactive.ResponseStatus;

/// The image API's `/images`: what is said about images. Their bytes are at `ImageDataResource`.
@Path("/v2/images")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ImagesResource {

    private final ImageService service;
    private final Images images;
    private final Stores stores;
    private final ImageConfig config;
    private final CurrentCaller caller;
    private final PropertyProtections protections;

    ImagesResource(
            ImageService service,
            Images images,
            Stores stores,
            ImageConfig config,
            CurrentCaller caller,
            PropertyProtections protections) {
        this.service = service;
        this.images = images;
        this.stores = stores;
        this.config = config;
        this.caller = caller;
        this.protections = protections;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Rule(value = "add_image", to = Access.PROJECT_MEMBER)
    public Response create(InputStream body, UriInfo uri) {
        var image = service.create(caller.get(), Fields.parse(SmallBody.text(body)));
        var location = uri.getBaseUriBuilder().path("/v2/images/{id}").build(image.id());
        return Response.created(location)
                .header("OpenStack-image-import-methods", String.join(",", ImportMethod.offered(stores.areSeveral())))
                .header("OpenStack-image-store-ids", String.join(",", stores.names()))
                .entity(view(image))
                .build();
    }

    @GET
    @Transactional
    @Rule(
            value = "get_images",
            to = {Access.PROJECT_READER, Access.SYSTEM_READER})
    public ImagePage list(UriInfo uri) {
        var query = uri.getQueryParameters();
        var search = ImageSearch.parse(query, config.maxPageSize());
        return ImagePage.of(images.list(caller.get(), search), search, query, protections.readableBy(caller.get()));
    }

    @GET
    @Path("{id}")
    @Transactional
    @Rule(
            value = "get_image",
            to = {Access.PROJECT_READER, Access.SYSTEM_READER})
    public Map<String, Object> show(String id) {
        return view(images.get(caller.get(), id));
    }

    @PATCH
    @Path("{id}")
    @Consumes({"application/openstack-images-v2.1-json-patch", "application/openstack-images-v2.0-json-patch"})
    @Rule(value = "modify_image", to = Access.PROJECT_MEMBER)
    public Map<String, Object> update(String id, InputStream body) {
        return view(service.update(caller.get(), id, SmallBody.text(body)));
    }

    @DELETE
    @Path("{id}")
    @ResponseStatus(204)
    @Rule(value = "delete_image", to = Access.PROJECT_MEMBER)
    public void delete(String id) {
        service.delete(caller.get(), id);
    }

    @POST
    @Path("{id}/actions/deactivate")
    @Consumes(MediaType.WILDCARD)
    @ResponseStatus(204)
    @Rule(value = "deactivate", to = Access.PROJECT_MEMBER)
    public void deactivate(String id) {
        service.deactivate(caller.get(), id);
    }

    @POST
    @Path("{id}/actions/reactivate")
    @Consumes(MediaType.WILDCARD)
    @ResponseStatus(204)
    @Rule(value = "reactivate", to = Access.PROJECT_MEMBER)
    public void reactivate(String id) {
        service.reactivate(caller.get(), id);
    }

    private Map<String, Object> view(Image image) {
        return ImageView.of(image, protections.readableBy(caller.get()));
    }
}
