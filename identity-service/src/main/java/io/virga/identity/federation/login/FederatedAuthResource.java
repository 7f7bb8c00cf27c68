package io.virga.identity.federation.login;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.identity.token.TokenAnswers;
import io.virga.model.CloudException.Unauthenticated;
import io.virga.web.Access;
import io.virga.web.Rule;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/// Identity v3's `/OS-FEDERATION/identity_providers/{idp}/protocols/{protocol}/auth`: an access token in, a token out.
@Path("/v3/OS-FEDERATION/identity_providers/{idp}/protocols/{protocol}/auth")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class FederatedAuthResource {

    private static final String SCHEME = "Bearer ";

    private final FederatedLoginService logins;

    FederatedAuthResource(FederatedLoginService logins) {
        this.logins = logins;
    }

    @GET
    @Rule(value = "identity:federated_auth", to = Access.PUBLIC)
    public Response get(String idp, String protocol, @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization) {
        return logIn(idp, protocol, authorization);
    }

    @POST
    @Rule(value = "identity:federated_auth", to = Access.PUBLIC)
    public Response post(String idp, String protocol, @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization) {
        return logIn(idp, protocol, authorization);
    }

    private Response logIn(String idp, String protocol, String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw new Unauthenticated();
        }
        return TokenAnswers.created(logins.logIn(
                idp, protocol, authorization.substring(SCHEME.length()).strip()));
    }
}
