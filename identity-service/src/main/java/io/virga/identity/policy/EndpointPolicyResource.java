package io.virga.identity.policy;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.identity.ApiLinks;
import io.virga.web.Access;
import io.virga.web.Rule;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/// `/v3/endpoints/{id}/OS-ENDPOINT-POLICY/policy`: the policy that is for an endpoint.
@Path("/v3/endpoints/{id}/OS-ENDPOINT-POLICY/policy")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class EndpointPolicyResource {

    private final PolicyAssociationService associations;
    private final ApiLinks links;

    EndpointPolicyResource(PolicyAssociationService associations, ApiLinks links) {
        this.associations = associations;
        this.links = links;
    }

    @GET
    @Rule(value = "identity:get_policy_for_endpoint", to = Access.SYSTEM_READER)
    public PolicyView.One show(String id) {
        return new PolicyView.One(PolicyView.of(associations.policyOf(id), links));
    }
}
