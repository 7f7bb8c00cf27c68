package io.virga.image.image;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.image.store.Stores;
import io.virga.web.Access;
import io.virga.web.CurrentCaller;
import io.virga.web.Rule;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.ResponseStatus;

/// Image v2's `/stores`: takes an image's data out of one store, while another has it.
@Path("/v2/stores/{store}")
@RunOnVirtualThread
public class StoreImagesResource {

    private final ImageService service;
    private final Stores stores;
    private final CurrentCaller caller;

    StoreImagesResource(ImageService service, Stores stores, CurrentCaller caller) {
        this.service = service;
        this.stores = stores;
        this.caller = caller;
    }

    @DELETE
    @Path("{image}")
    @ResponseStatus(204)
    @Rule(value = "delete_image_location", to = Access.ADMIN)
    public void remove(String store, String image) {
        stores.requireWritable(store);
        service.removeFromStore(caller.get(), image, store);
    }
}
