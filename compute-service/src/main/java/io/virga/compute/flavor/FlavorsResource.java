package io.virga.compute.flavor;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.compute.ComputeConfig;
import io.virga.compute.api.Links;
import io.virga.compute.api.Paging;
import io.virga.model.CloudException.Invalid;
import io.virga.model.ProjectId;
import io.virga.web.Access;
import io.virga.web.Booleans;
import io.virga.web.CurrentCaller;
import io.virga.web.CurrentRule;
import io.virga.web.Fields;
import io.virga.web.Rule;
import io.virga.web.version.CurrentMicroversion;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jboss.resteasy.reactive.ResponseStatus;

/// The compute API's `/flavors`.
@Path("/v2.1/flavors")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class FlavorsResource {

    private static final String ADD = "addTenantAccess";
    private static final String REMOVE = "removeTenantAccess";

    private final FlavorService service;
    private final ComputeConfig config;
    private final CurrentCaller caller;
    private final CurrentRule rule;
    private final CurrentMicroversion microversion;

    FlavorsResource(
            FlavorService service,
            ComputeConfig config,
            CurrentCaller caller,
            CurrentRule rule,
            CurrentMicroversion microversion) {
        this.service = service;
        this.config = config;
        this.caller = caller;
        this.rule = rule;
        this.microversion = microversion;
    }

    @GET
    @Rule(value = "os_compute_api:flavors:index", to = Access.AUTHENTICATED)
    public Map<String, Object> list(@Context UriInfo uri) {
        var links = Links.of(uri.getBaseUri());
        return page(uri, flavor -> {
            var view = new LinkedHashMap<String, Object>();
            view.put("id", flavor.id());
            view.put("name", flavor.name());
            view.put("links", links.both("flavors", flavor.id()));
            return view;
        });
    }

    @GET
    @Path("detail")
    @Rule(value = "os_compute_api:flavors:detail", to = Access.AUTHENTICATED)
    public Map<String, Object> detail(@Context UriInfo uri) {
        var links = Links.of(uri.getBaseUri());
        return page(uri, flavor -> FlavorView.of(flavor, links));
    }

    private Map<String, Object> page(UriInfo uri, Function<Flavor, Map<String, Object>> view) {
        var query = uri.getQueryParameters();
        var paging = Paging.of(query, config.maxPageSize());
        var matching = service.list(caller.get()).stream()
                .filter(visibility(query.getFirst("is_public")))
                .filter(flavor -> flavor.ram() >= least(query.getFirst("minRam"), "minRam"))
                .filter(flavor -> flavor.disk() >= least(query.getFirst("minDisk"), "minDisk"))
                .toList();
        var from = paging.marker().map(marker -> after(matching, marker)).orElse(0);
        var rest = matching.subList(from, matching.size());
        var shown = paging.of(rest);
        var answer = new LinkedHashMap<String, Object>();
        answer.put("flavors", shown.stream().map(view).toList());
        if (paging.goesOn(rest)) {
            answer.put("flavors_links", paging.next(uri, shown.getLast().id()));
        }
        return answer;
    }

    // Only admins may ask for others than public ones; everybody else sees what is theirs in any case.
    private Predicate<Flavor> visibility(String asked) {
        if (!caller.get().readsAll() || (asked != null && asked.equalsIgnoreCase("none"))) {
            return _ -> true;
        }
        var wanted = asked == null || Booleans.parse(asked);
        return flavor -> flavor.isPublic() == wanted;
    }

    private static int least(String asked, String name) {
        if (asked == null) {
            return 0;
        }
        if (!asked.matches("[0-9]{1,9}")) {
            throw new Invalid("Invalid %s filter [%s]".formatted(name, asked));
        }
        return Integer.parseInt(asked);
    }

    private static int after(List<Flavor> flavors, String marker) {
        for (var i = 0; i < flavors.size(); i++) {
            if (flavors.get(i).id().equals(marker)) {
                return i + 1;
            }
        }
        throw new Invalid("marker [%s] not found".formatted(marker));
    }

    @GET
    @Path("{id}")
    @Rule(value = "os_compute_api:flavors:show", to = Access.AUTHENTICATED)
    public Map<String, Object> show(@PathParam("id") String id, @Context UriInfo uri) {
        return Map.of("flavor", FlavorView.of(service.get(caller.get(), id), Links.of(uri.getBaseUri())));
    }

    @POST
    @ResponseStatus(200)
    @Rule(value = "os_compute_api:os-flavor-manage:create", to = Access.ADMIN)
    public Map<String, Object> create(String body, @Context UriInfo uri) {
        return Map.of("flavor", FlavorView.of(service.create(NewFlavor.parse(body)), Links.of(uri.getBaseUri())));
    }

    @DELETE
    @Path("{id}")
    @ResponseStatus(202)
    @Rule(value = "os_compute_api:os-flavor-manage:delete", to = Access.ADMIN)
    public void delete(@PathParam("id") String id) {
        service.delete(caller.get(), id);
    }

    @GET
    @Path("{id}/os-flavor-access")
    @Rule(value = "os_compute_api:os-flavor-access", to = Access.SYSTEM_READER)
    public Map<String, Object> access(@PathParam("id") String id) {
        return accessView(id, service.access(caller.get(), id));
    }

    @POST
    @Path("{id}/action")
    @ResponseStatus(200)
    @Rule(value = "os_compute_api:os-flavor-access:add_tenant_access", to = Access.ADMIN, action = ADD)
    @Rule(value = "os_compute_api:os-flavor-access:remove_tenant_access", to = Access.ADMIN, action = REMOVE)
    public Map<String, Object> act(@PathParam("id") String id, String body) {
        var action = Fields.parse(body);
        var add = action.optionalObject(ADD);
        var remove = action.optionalObject(REMOVE);
        action.refuseOthers();
        if (add.isPresent() == remove.isPresent()) {
            throw new Invalid("One of addTenantAccess and removeTenantAccess is expected.");
        }
        rule.action(add.isPresent() ? ADD : REMOVE);
        var tenant = add.or(() -> remove).orElseThrow();
        var project = new ProjectId(tenant.text("tenant", 1, 64));
        tenant.refuseOthers();
        return accessView(
                id,
                add.isPresent()
                        ? service.grant(caller.get(), id, project, microversion.atLeast(2, 7))
                        : service.revoke(caller.get(), id, project));
    }

    private static Map<String, Object> accessView(String flavor, List<ProjectId> projects) {
        return Map.of(
                "flavor_access",
                projects.stream()
                        .map(project -> Map.of("flavor_id", flavor, "tenant_id", project.value()))
                        .toList());
    }
}
