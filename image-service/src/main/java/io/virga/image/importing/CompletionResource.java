package io.virga.image.importing;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.image.session.Completion;
import io.virga.web.Access;
import io.virga.web.CurrentCaller;
import io.virga.web.Rule;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.ResponseStatus;

/// Virga's own: the end of an upload session, see `docs/images.md`.
@Path("/v2/images/{id}/upload/complete")
@RunOnVirtualThread
public class CompletionResource {

    private final Completion sessions;
    private final CompletionService service;
    private final CurrentCaller caller;

    CompletionResource(Completion sessions, CompletionService service, CurrentCaller caller) {
        this.sessions = sessions;
        this.service = service;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @ResponseStatus(202)
    @Rule(value = "upload_image", to = Access.PROJECT_MEMBER)
    public void complete(String id) {
        sessions.collect(caller.get(), id);
        service.complete(caller.get(), id);
    }
}
