package io.virga.identity.trust;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.identity.ApiLinks;
import io.virga.identity.role.RoleView;
import io.virga.model.CloudException.NotFound;
import io.virga.web.Access;
import io.virga.web.Rule;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestQuery;

/// Identity v3's `/OS-TRUST/trusts`.
@Path("/v3/OS-TRUST/trusts")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class TrustsResource {

    private final TrustService trusts;
    private final TrustViews views;
    private final ApiLinks links;
    private final Clock clock;

    TrustsResource(TrustService trusts, TrustViews views, ApiLinks links, Clock clock) {
        this.trusts = trusts;
        this.views = views;
        this.links = links;
        this.clock = clock;
    }

    @GET
    @Rule(
            value = "identity:list_trusts",
            to = {Access.SYSTEM_READER, Access.SELF})
    public Map<String, Object> list(
            @RestQuery("trustor_user_id") Optional<String> trustor,
            @RestQuery("trustee_user_id") Optional<String> trustee) {
        var found = trusts.list(trustor, trustee).stream().map(views::summary);
        return links.list("trusts", found.toList());
    }

    @POST
    @ResponseStatus(201)
    @Rule(value = "identity:create_trust", to = Access.SELF)
    public TrustView.One create(String body) {
        return one(trusts.create(TrustDraft.of(body, clock.instant())));
    }

    @GET
    @Path("{id}")
    @Rule(
            value = "identity:get_trust",
            to = {Access.SYSTEM_READER, Access.SELF})
    public TrustView.One show(String id) {
        return one(trusts.get(id));
    }

    @DELETE
    @Path("{id}")
    @Rule(value = "identity:delete_trust", to = Access.SELF)
    public void delete(String id) {
        trusts.delete(id);
    }

    @GET
    @Path("{id}/roles")
    @Rule(
            value = "identity:list_roles_for_trust",
            to = {Access.SYSTEM_READER, Access.SELF})
    public Map<String, Object> listRoles(String id) {
        return links.list("roles", views.roles(trusts.get(id)));
    }

    @GET
    @Path("{id}/roles/{role}")
    @Rule(
            value = "identity:get_role_for_trust",
            to = {Access.SYSTEM_READER, Access.SELF})
    public RoleView.One showRole(String id, String role) {
        return views.roles(trusts.get(id)).stream()
                .filter(view -> view.id().equals(role))
                .findFirst()
                .map(RoleView.One::new)
                .orElseThrow(() -> new NotFound("role", role));
    }

    private TrustView.One one(Trust trust) {
        return new TrustView.One(views.of(trust));
    }
}
