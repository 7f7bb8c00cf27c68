package io.virga.identity.policy;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.identity.ApiLinks;
import io.virga.web.Access;
import io.virga.web.Rule;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestQuery;

/// Identity v3's `/policies`.
@Path("/v3/policies")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class PoliciesResource {

    private final PolicyService policies;
    private final ApiLinks links;

    PoliciesResource(PolicyService policies, ApiLinks links) {
        this.policies = policies;
        this.links = links;
    }

    @GET
    @Rule(value = "identity:list_policies", to = Access.SYSTEM_READER)
    public Map<String, Object> list(@RestQuery Optional<String> type) {
        return links.list(
                "policies",
                policies.list(type).stream()
                        .map(policy -> PolicyView.of(policy, links))
                        .toList());
    }

    @POST
    @ResponseStatus(201)
    @Rule(value = "identity:create_policy", to = Access.ADMIN)
    public PolicyView.One create(String body) {
        return new PolicyView.One(PolicyView.of(policies.create(PolicyDraft.forCreation(body)), links));
    }

    @GET
    @Path("{id}")
    @Rule(value = "identity:get_policy", to = Access.SYSTEM_READER)
    public PolicyView.One show(String id) {
        return new PolicyView.One(PolicyView.of(policies.get(id), links));
    }

    @PATCH
    @Path("{id}")
    @Rule(value = "identity:update_policy", to = Access.ADMIN)
    public PolicyView.One update(String id, String body) {
        return new PolicyView.One(PolicyView.of(policies.update(id, PolicyDraft.forUpdate(id, body)), links));
    }

    @DELETE
    @Path("{id}")
    @Rule(value = "identity:delete_policy", to = Access.ADMIN)
    public void delete(String id) {
        policies.delete(id);
    }
}
