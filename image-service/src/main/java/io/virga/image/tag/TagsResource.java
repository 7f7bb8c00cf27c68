package io.virga.image.tag;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.web.Access;
import io.virga.web.CurrentCaller;
import io.virga.web.Rule;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.ResponseStatus;

/// The image API's `/images/{id}/tags`.
@Path("/v2/images/{id}/tags/{tag}")
@Consumes(MediaType.WILDCARD)
@RunOnVirtualThread
public class TagsResource {

    private final TagService service;
    private final CurrentCaller caller;

    TagsResource(TagService service, CurrentCaller caller) {
        this.service = service;
        this.caller = caller;
    }

    @PUT
    @ResponseStatus(204)
    @Rule(value = "modify_image", to = Access.PROJECT_MEMBER)
    public void add(String id, String tag) {
        service.add(caller.get(), id, tag);
    }

    @DELETE
    @ResponseStatus(204)
    @Rule(value = "modify_image", to = Access.PROJECT_MEMBER)
    public void remove(String id, String tag) {
        service.remove(caller.get(), id, tag);
    }
}
