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

/// Identity v3's `/ec2tokens`, for front ends alone: whoever has only overheard a request gets nothing
/// by sending it here (CVE-2025-65073).
@Path("/v3/ec2tokens")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class Ec2TokensResource {

    private final SignatureService signatures;

    Ec2TokensResource(SignatureService signatures) {
        this.signatures = signatures;
    }

    @POST
    @Rule(value = "identity:ec2tokens_validate", to = Access.SERVICE)
    public Response ec2(String body) {
        return TokenAnswers.ok(signatures.logIn(Ec2Signing.of(SignedRequest.of(body))));
    }
}
