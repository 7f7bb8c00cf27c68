package io.virga.compute.quota;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.model.CloudException.Forbidden;
import io.virga.model.ProjectId;
import io.virga.web.Access;
import io.virga.web.CurrentCaller;
import io.virga.web.Rule;
import io.virga.web.version.CurrentMicroversion;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The compute API's `/limits`: quota and use of a project in one answer. There is no rate limit to show. From 2.36 on
/// networks' own limits are left out, from 2.39 on images'.
@Path("/v2.1/limits")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class LimitsResource {

    private final QuotaService service;
    private final CurrentCaller caller;
    private final CurrentMicroversion microversion;

    LimitsResource(QuotaService service, CurrentCaller caller, CurrentMicroversion microversion) {
        this.service = service;
        this.caller = caller;
        this.microversion = microversion;
    }

    @GET
    @Rule(value = "os_compute_api:limits", to = Access.AUTHENTICATED)
    public Map<String, Object> show(@QueryParam("tenant_id") String tenant) {
        var project = tenant == null || tenant.isEmpty() || tenant.length() > 64
                ? caller.get().project()
                : new ProjectId(tenant);
        if (!caller.get().sees(project)) {
            throw new Forbidden("Policy doesn't allow os_compute_api:limits:other_project to be performed: it needs"
                    + " the role 'reader' on the system, or the role 'admin'.");
        }
        var limits = service.limits(project);
        var used = service.usage(project);
        var absolute = new LinkedHashMap<String, Object>();
        absolute.put("maxTotalInstances", limits.get(QuotaResource.INSTANCES));
        absolute.put("maxTotalCores", limits.get(QuotaResource.CORES));
        absolute.put("maxTotalRAMSize", limits.get(QuotaResource.RAM));
        absolute.put("maxTotalKeypairs", limits.get(QuotaResource.KEY_PAIRS));
        absolute.put("maxServerMeta", limits.get(QuotaResource.METADATA_ITEMS));
        if (!microversion.atLeast(2, 39)) {
            absolute.put("maxImageMeta", limits.get(QuotaResource.METADATA_ITEMS));
        }
        absolute.put("maxServerGroups", limits.get(QuotaResource.SERVER_GROUPS));
        absolute.put("maxServerGroupMembers", limits.get(QuotaResource.SERVER_GROUP_MEMBERS));
        absolute.put("maxPersonality", limits.get(QuotaResource.INJECTED_FILES));
        absolute.put("maxPersonalitySize", limits.get(QuotaResource.INJECTED_FILE_CONTENT_BYTES));
        absolute.put("totalInstancesUsed", used.instances());
        absolute.put("totalCoresUsed", used.cores());
        absolute.put("totalRAMUsed", used.ram());
        absolute.put("totalServerGroupsUsed", 0);
        if (!microversion.atLeast(2, 36)) {
            ofNetworks(absolute, limits);
        }
        return Map.of("limits", Map.of("rate", List.of(), "absolute", absolute));
    }

    private static void ofNetworks(Map<String, Object> absolute, Map<QuotaResource, Integer> limits) {
        absolute.put("maxTotalFloatingIps", limits.get(QuotaResource.FLOATING_IPS));
        absolute.put("maxSecurityGroups", limits.get(QuotaResource.SECURITY_GROUPS));
        absolute.put("maxSecurityGroupRules", limits.get(QuotaResource.SECURITY_GROUP_RULES));
        absolute.put("totalFloatingIpsUsed", 0);
        absolute.put("totalSecurityGroupsUsed", 0);
    }
}
