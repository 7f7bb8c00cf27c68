package io.virga.image.signature;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.image.web.SmallBody;
import io.virga.web.Access;
import io.virga.web.CurrentCaller;
import io.virga.web.Fields;
import io.virga.web.Rule;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;

/// Virga's own: makes a project take signed images alone, see `docs/images.md`. What is so now is at
/// `/v2/info/signing`.
@Path("/v2/signing")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SigningResource {

    private static final int LONGEST = 64;

    private final SigningRules rules;
    private final CurrentCaller caller;

    SigningResource(SigningRules rules, CurrentCaller caller) {
        this.rules = rules;
        this.caller = caller;
    }

    @PUT
    @Consumes(MediaType.WILDCARD)
    @Rule(value = "virga:image:set_signing", to = Access.PROJECT_MANAGER)
    public SigningView set(InputStream body) {
        var fields = Fields.parse(SmallBody.text(body));
        var signedOnly = fields.bool("signed_only");
        var project = fields.optionalText("project_id", 1, LONGEST);
        fields.refuseOthers();
        return rules.set(caller.get(), project, signedOnly);
    }
}
