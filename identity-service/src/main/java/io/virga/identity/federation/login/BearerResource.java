package io.virga.identity.federation.login;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.identity.token.TokenAnswers;
import io.virga.web.Access;
import io.virga.web.Fields;
import io.virga.web.Rule;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/// Virga's own `/auth/bearer`: the other services bring the access tokens here that are sent to them. The access token
/// is all the caller needs to show: it is as good here as there.
@Path("/v3/auth/bearer")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class BearerResource {

    private static final int MAX_TOKEN = 16 * 1024;
    private static final int MAX_NAME = 255;

    private final BearerLogin logins;

    BearerResource(BearerLogin logins) {
        this.logins = logins;
    }

    @POST
    @Rule(value = "identity:exchange_bearer", to = Access.PUBLIC)
    public Response exchange(String body) {
        var bearer = Fields.parse(body).object("bearer");
        var token = bearer.text("access_token", 1, MAX_TOKEN);
        var project = bearer.optionalText("project", 1, MAX_NAME);
        bearer.refuseOthers();
        return TokenAnswers.created(logins.issue(token, project));
    }
}
