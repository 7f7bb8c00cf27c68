package io.virga.identity.token;

import static io.virga.identity.token.TokenAnswers.AUTH_TOKEN;
import static io.virga.identity.token.TokenAnswers.NO_CATALOG;
import static io.virga.identity.token.TokenAnswers.RECEIPT;
import static io.virga.identity.token.TokenAnswers.SUBJECT_TOKEN;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.identity.QueryFlags;
import io.virga.model.CloudException.Invalid;
import io.virga.web.Access;
import io.virga.web.Rule;
import io.virga.web.audit.AuditTrail;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/// Identity v3's `/auth/tokens`: log in, look at a token, log out.
@Path("/v3/auth/tokens")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class TokensResource {

    private final TokenIssuer issuer;
    private final TokenService tokens;
    private final RenderedTokens rendered;
    private final QueryFlags flags;
    private final AuditTrail trail;

    TokensResource(
            TokenIssuer issuer, TokenService tokens, RenderedTokens rendered, QueryFlags flags, AuditTrail trail) {
        this.issuer = issuer;
        this.tokens = tokens;
        this.rendered = rendered;
        this.flags = flags;
        this.trail = trail;
    }

    @POST
    @Rule(value = "identity:issue_token", to = Access.PUBLIC)
    public Response issue(@HeaderParam(RECEIPT) String receipt, String body) {
        trail.action("authenticate");
        var request = TokenRequest.parse(body);
        return TokenAnswers.of(
                issuer.issue(receipt == null ? request : request.after(receipt), !flags.has(NO_CATALOG)));
    }

    @GET
    @Rule(
            value = "identity:validate_token",
            to = {Access.SERVICE, Access.SYSTEM_READER, Access.SELF})
    public Response show(@HeaderParam(SUBJECT_TOKEN) String subject) {
        var claims = tokens.inspect(required(subject));
        return Response.ok(rendered.of(subject, claims, !flags.has(NO_CATALOG)))
                .header(SUBJECT_TOKEN, subject)
                .header(HttpHeaders.VARY, AUTH_TOKEN)
                .build();
    }

    @DELETE
    @Rule(
            value = "identity:revoke_token",
            to = {Access.SYSTEM_ADMIN, Access.SELF})
    public void revoke(@HeaderParam(SUBJECT_TOKEN) String subject) {
        trail.action("revoke");
        tokens.revoke(required(subject));
    }

    private static String required(String subject) {
        if (subject == null || subject.isEmpty()) {
            throw new Invalid("The header X-Subject-Token is missing.");
        }
        return subject;
    }
}
