package io.virga.scheduler;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/// What somebody forgot to give a rule.
@Path("/no-rule")
public class NoRuleResource {

    @GET
    public String show() {
        return "a secret";
    }
}
