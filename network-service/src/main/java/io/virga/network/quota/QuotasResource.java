package io.virga.network.quota;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.model.CloudException.Forbidden;
import io.virga.network.standard.Batch;
import io.virga.network.standard.Ownership;
import io.virga.web.Access;
import io.virga.web.CurrentCaller;
import io.virga.web.Rule;
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

/// `/v2.0/quotas`. A project may read its own; only administrators change them.
@Path("/v2.0")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@RunOnVirtualThread
public class QuotasResource {

    private final QuotaService quotas;
    private final CurrentCaller caller;

    QuotasResource(QuotaService quotas, CurrentCaller caller) {
        this.quotas = quotas;
        this.caller = caller;
    }

    @GET
    @Path("quotas")
    @Rule(value = "get_quotas", to = Access.SYSTEM_READER)
    public Map<String, Object> list() {
        var all = quotas.projects().stream().map(this::withProject).toList();
        return Map.of("quotas", all);
    }

    private Map<String, Object> withProject(String project) {
        var limits = new LinkedHashMap<>(quotas.limits(project));
        limits.put("tenant_id", project);
        limits.put("project_id", project);
        return limits;
    }

    @GET
    @Path("quotas/{project}")
    @Rule(
            value = "get_quota",
            to = {Access.PROJECT_READER, Access.SYSTEM_READER})
    public Map<String, Object> show(@PathParam("project") String project) {
        return Map.of("quota", quotas.limits(own(project)));
    }

    @GET
    @Path("quotas/{project}/default")
    @Rule(
            value = "get_quota",
            to = {Access.PROJECT_READER, Access.SYSTEM_READER})
    public Map<String, Object> defaults(@PathParam("project") String project) {
        own(project);
        return Map.of("quota", quotas.defaults());
    }

    @GET
    @Path("quotas/{project}/{view:details|details.json}")
    @Rule(
            value = "get_quota",
            to = {Access.PROJECT_READER, Access.SYSTEM_READER})
    public Map<String, Object> details(@PathParam("project") String project) {
        return Map.of("quota", quotas.details(own(project)));
    }

    @PUT
    @Path("quotas/{project}")
    @Rule(value = "update_quota", to = Access.ADMIN)
    public Map<String, Object> update(@PathParam("project") String project, String body) {
        return Map.of("quota", quotas.update(project, Batch.one(body, "quota")));
    }

    @DELETE
    @Path("quotas/{project}")
    @Rule(value = "delete_quota", to = Access.ADMIN)
    public void reset(@PathParam("project") String project) {
        quotas.reset(project);
    }

    private String own(String project) {
        if (!Ownership.sees(caller.get(), project)) {
            throw new Forbidden("Only an administrator may see another project's quota.");
        }
        return project;
    }
}
