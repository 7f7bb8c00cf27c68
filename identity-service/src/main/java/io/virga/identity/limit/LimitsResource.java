package io.virga.identity.limit;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.identity.ApiLinks;
import io.virga.web.Access;
import io.virga.web.CurrentCaller;
import io.virga.web.CurrentRule;
import io.virga.web.Rule;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestQuery;

/// Identity v3's `/limits`. A project sees its own, a domain those of its projects too.
@Path("/v3/limits")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class LimitsResource {

    private final LimitService limits;
    private final CurrentCaller caller;
    private final CurrentRule rule;
    private final ApiLinks links;

    LimitsResource(LimitService limits, CurrentCaller caller, CurrentRule rule, ApiLinks links) {
        this.limits = limits;
        this.caller = caller;
        this.rule = rule;
        this.links = links;
    }

    record View(
            String id,
            @JsonProperty("project_id") String projectId,
            @JsonProperty("domain_id") String domainId,
            @JsonProperty("service_id") String serviceId,
            @JsonProperty("region_id") String regionId,
            @JsonProperty("resource_name") String resource,
            @JsonProperty("resource_limit") int ceiling,
            String description,
            ApiLinks.Self links) {}

    record One(View limit) {}

    @GET
    @Rule(value = "identity:list_limits", to = Access.AUTHENTICATED)
    public Map<String, Object> list(
            @RestQuery("service_id") Optional<String> serviceId,
            @RestQuery("region_id") Optional<String> regionId,
            @RestQuery("resource_name") Optional<String> resource,
            @RestQuery("project_id") Optional<String> projectId,
            @RestQuery("domain_id") Optional<String> domainId) {
        var filter = new LimitFilter(serviceId, regionId, resource, projectId, domainId);
        return links.list("limits", views(limits.list(filter, Reach.of(caller.get()))));
    }

    @GET
    @Path("model")
    @Rule(value = "identity:get_limit_model", to = Access.AUTHENTICATED)
    public Map<String, Object> model() {
        var model = limits.model();
        var description = switch (model) {
            case FLAT -> "No limit depends on those above or below it.";
            case STRICT_TWO_LEVEL -> "No project may have more than its domain, and no project is below another.";
        };
        return Map.of("model", Map.of("name", model.name().toLowerCase(Locale.ROOT), "description", description));
    }

    @POST
    @ResponseStatus(201)
    @Rule(value = "identity:create_limits", to = Access.ADMIN)
    public Map<String, Object> create(String body) {
        return Map.of("limits", views(limits.create(LimitDraft.forCreation(body))));
    }

    @GET
    @Path("{id}")
    @Rule(
            value = "identity:get_limit",
            to = {Access.SYSTEM_READER, Access.DOMAIN_READER, Access.PROJECT_READER})
    public One show(String id) {
        return new One(view(limits.get(id, rule)));
    }

    @PATCH
    @Path("{id}")
    @Rule(value = "identity:update_limit", to = Access.ADMIN)
    public One update(String id, String body) {
        return new One(view(limits.update(id, LimitDraft.forUpdate(id, body))));
    }

    @DELETE
    @Path("{id}")
    @Rule(value = "identity:delete_limit", to = Access.ADMIN)
    public void delete(String id) {
        limits.delete(id);
    }

    private List<View> views(List<Limit> found) {
        return found.stream().map(this::view).toList();
    }

    private View view(Limit limit) {
        var registered = limit.registered();
        return new View(
                limit.id(),
                limit.holder().projectId(),
                limit.holder().domainId(),
                registered.serviceId(),
                registered.regionId(),
                registered.resource(),
                limit.ceiling(),
                limit.description(),
                links.self("limits", limit.id()));
    }
}
