package io.virga.compute.quota;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.model.CloudException.Forbidden;
import io.virga.model.CloudException.NotFound;
import io.virga.model.ProjectId;
import io.virga.web.Access;
import io.virga.web.CurrentCaller;
import io.virga.web.Fields;
import io.virga.web.Rule;
import io.virga.web.version.CurrentMicroversion;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.ResponseStatus;

/// The compute API's `/os-quota-sets`: a project sees its own, an admin sees and changes
/// all.
@Path("/v2.1/os-quota-sets")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class QuotaSetsResource {

    private final QuotaService service;
    private final CurrentCaller caller;
    private final CurrentMicroversion microversion;

    QuotaSetsResource(QuotaService service, CurrentCaller caller, CurrentMicroversion microversion) {
        this.service = service;
        this.caller = caller;
        this.microversion = microversion;
    }

    @GET
    @Path("{project}")
    @Rule(
            value = "os_compute_api:os-quota-sets:show",
            to = {Access.PROJECT_READER, Access.SYSTEM_READER})
    public Map<String, Object> show(@PathParam("project") String id) {
        var project = visible(id);
        return Map.of("quota_set", flat(id, service.limits(project)));
    }

    @GET
    @Path("{project}/defaults")
    @Rule(value = "os_compute_api:os-quota-sets:defaults", to = Access.AUTHENTICATED)
    public Map<String, Object> defaults(@PathParam("project") String id) {
        return Map.of("quota_set", flat(id, service.defaults()));
    }

    @GET
    @Path("{project}/detail")
    @Rule(
            value = "os_compute_api:os-quota-sets:detail",
            to = {Access.PROJECT_READER, Access.SYSTEM_READER})
    public Map<String, Object> detail(@PathParam("project") String id) {
        var project = visible(id);
        var limits = service.limits(project);
        var used = service.usage(project);
        var view = new LinkedHashMap<String, Object>();
        view.put("id", id);
        shown().forEach(resource -> view.put(
                resource.apiName(),
                Map.of("limit", limits.get(resource), "in_use", QuotaService.inUse(resource, used), "reserved", 0)));
        return Map.of("quota_set", view);
    }

    @PUT
    @Path("{project}")
    @Rule(value = "os_compute_api:os-quota-sets:update", to = Access.ADMIN)
    public Map<String, Object> update(@PathParam("project") String id, String body) {
        var project = visible(id);
        var top = Fields.parse(body);
        var set = top.object("quota_set");
        top.refuseOthers();
        var force = set.optionalBool("force").orElse(false);
        set.optionalText("tenant_id", 1, 64);
        var limits = new LinkedHashMap<QuotaResource, Integer>();
        shown().forEach(resource -> set.optionalInteger(resource.apiName(), -1, Integer.MAX_VALUE)
                .ifPresent(limit -> limits.put(resource, (int) limit)));
        set.refuseOthers();
        var view = new LinkedHashMap<String, Object>();
        var all = service.update(project, limits, force);
        shown().forEach(resource -> view.put(resource.apiName(), all.get(resource)));
        return Map.of("quota_set", view);
    }

    @DELETE
    @Path("{project}")
    @ResponseStatus(202)
    @Rule(value = "os_compute_api:os-quota-sets:delete", to = Access.ADMIN)
    public void reset(@PathParam("project") String id) {
        service.reset(visible(id));
    }

    private Map<String, Object> flat(String id, Map<QuotaResource, Integer> limits) {
        return QuotaView.flat(id, limits, microversion.get());
    }

    private Stream<QuotaResource> shown() {
        return QuotaView.shown(microversion.get());
    }

    private ProjectId visible(String id) {
        if (id.length() > 64) {
            throw new NotFound("Project", id);
        }
        var project = new ProjectId(id);
        if (!caller.get().sees(project)) {
            throw new Forbidden("Policy doesn't allow os_compute_api:os-quota-sets:show for another project.");
        }
        return project;
    }
}
