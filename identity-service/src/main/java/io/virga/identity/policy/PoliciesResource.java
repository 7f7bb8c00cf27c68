package io.virga.identity.policy;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
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

    record View(
            String id,
            String type,
            String blob,
            ApiLinks.Self links,
            @JsonAnyGetter Map<String, Object> extra) {}

    record One(View policy) {}

    @GET
    @Rule(value = "identity:list_policies", to = Access.ADMIN)
    public Map<String, Object> list(@RestQuery Optional<String> type) {
        return links.list(
                "policies", policies.list(type).stream().map(this::view).toList());
    }

    @POST
    @ResponseStatus(201)
    @Rule(value = "identity:create_policy", to = Access.ADMIN)
    public One create(String body) {
        return new One(view(policies.create(PolicyDraft.forCreation(body))));
    }

    @GET
    @Path("{id}")
    @Rule(value = "identity:get_policy", to = Access.ADMIN)
    public One show(String id) {
        return new One(view(policies.get(id)));
    }

    @PATCH
    @Path("{id}")
    @Rule(value = "identity:update_policy", to = Access.ADMIN)
    public One update(String id, String body) {
        return new One(view(policies.update(id, PolicyDraft.forUpdate(body))));
    }

    @DELETE
    @Path("{id}")
    @Rule(value = "identity:delete_policy", to = Access.ADMIN)
    public void delete(String id) {
        policies.delete(id);
    }

    private View view(Policy policy) {
        return new View(policy.id(), policy.type(), policy.blob(), links.self("policies", policy.id()), policy.extra());
    }
}
