package io.virga.identity.ec2;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.identity.token.TokenAnswers;
import io.virga.web.Access;
import io.virga.web.Rule;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/// Identity v3's `/s3tokens`, for front ends alone, as `/ec2tokens` is. It answers without the token itself: a front
/// end of S3 only needs to know who it is.
@Path("/v3/s3tokens")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class S3TokensResource {

    private final SignatureService signatures;

    S3TokensResource(SignatureService signatures) {
        this.signatures = signatures;
    }

    @POST
    @Rule(value = "identity:s3tokens_validate", to = Access.SERVICE)
    public Response s3(String body) {
        return TokenAnswers.shown(signatures.logIn(S3Signing.of(body)));
    }
}
