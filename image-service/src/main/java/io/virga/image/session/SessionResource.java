package io.virga.image.session;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.image.data.ClientData;
import io.virga.image.store.Stores;
import io.virga.image.web.SmallBody;
import io.virga.model.CloudException.Invalid;
import io.virga.web.Access;
import io.virga.web.CurrentCaller;
import io.virga.web.Fields;
import io.virga.web.Rule;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import org.jboss.resteasy.reactive.ResponseStatus;

/// Virga's own: the data of an image in parts, see `docs/images.md`.
@Path("/v2/images/{id}/upload")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SessionResource {

    private final SessionService sessions;
    private final ClientData client;
    private final CurrentCaller caller;

    SessionResource(SessionService sessions, ClientData client, CurrentCaller caller) {
        this.sessions = sessions;
        this.client = client;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @ResponseStatus(201)
    @Rule(value = "upload_image", to = Access.PROJECT_MEMBER)
    public SessionView begin(String id, @HeaderParam(Stores.HEADER) Optional<String> store, InputStream body) {
        var fields = Fields.parse(SmallBody.text(body));
        var size = fields.integer("size", 1, Long.MAX_VALUE);
        var direct = fields.optionalBool("direct").orElse(false);
        fields.refuseOthers();
        return SessionView.of(sessions.begin(caller.get(), id, store, size, direct));
    }

    @GET
    @Rule(value = "upload_image", to = Access.PROJECT_MEMBER)
    public SessionView show(String id) {
        return SessionView.of(sessions.show(caller.get(), id));
    }

    @PUT
    @Path("parts/{number}")
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    @ResponseStatus(204)
    @Rule(value = "upload_image", to = Access.PROJECT_MEMBER)
    public void receive(String id, int number, @HeaderParam("X-Virga-SHA256") String sha256, InputStream body) {
        client.take(caller.get(), body, data -> sessions.receive(caller.get(), id, number, hash(sha256), data));
    }

    private static String hash(String header) {
        var hash = header == null ? "" : header.strip().toLowerCase(Locale.ROOT);
        if (!hash.matches("[0-9a-f]{64}")) {
            throw new Invalid("X-Virga-SHA256 must be the SHA-256 of the data, in hexadecimal.");
        }
        return hash;
    }

    @POST
    @Path("urls")
    @Consumes(MediaType.WILDCARD)
    @Rule(value = "virga:image:upload_urls", to = Access.SERVICE)
    public SessionView.UrlsView urls(String id) {
        return SessionView.of(sessions.urls(caller.get(), id));
    }

    @DELETE
    @ResponseStatus(204)
    @Rule(value = "upload_image", to = Access.PROJECT_MEMBER)
    public void abandon(String id) {
        sessions.abandon(caller.get(), id);
    }
}
