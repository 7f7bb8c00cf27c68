package io.virga.compute.version;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.model.CloudException.NotFound;
import io.virga.web.Access;
import io.virga.web.Rule;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;

/// What older clients look for before they use a part of the API: exactly the parts that are served.
@Path("/v2.1/extensions")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Rule(value = "os_compute_api:extensions", to = Access.AUTHENTICATED)
public class ExtensionsResource {

    private static final Map<String, String> SERVED = Map.ofEntries(
            Map.entry("os-availability-zone", "AvailabilityZone"),
            Map.entry("os-attach-interfaces", "AttachInterfaces"),
            Map.entry("os-console-output", "ConsoleOutput"),
            Map.entry("os-extended-availability-zone", "ExtendedAvailabilityZone"),
            Map.entry("os-extended-status", "ExtendedStatus"),
            Map.entry("os-flavor-access", "FlavorAccess"),
            Map.entry("os-flavor-extra-specs", "FlavorExtraSpecs"),
            Map.entry("os-hypervisors", "Hypervisors"),
            Map.entry("os-instance-actions", "InstanceActions"),
            Map.entry("os-keypairs", "Keypairs"),
            Map.entry("os-lock-server", "LockServer"),
            Map.entry("os-quota-sets", "Quotas"),
            Map.entry("os-security-groups", "SecurityGroups"),
            Map.entry("os-services", "Services"));

    @GET
    public Map<String, Object> list() {
        return Map.of(
                "extensions",
                SERVED.keySet().stream().sorted().map(ExtensionsResource::view).toList());
    }

    @GET
    @Path("{alias}")
    public Map<String, Object> show(@PathParam("alias") String alias) {
        if (!SERVED.containsKey(alias)) {
            throw new NotFound("Extension", alias);
        }
        return Map.of("extension", view(alias));
    }

    private static Map<String, Object> view(String alias) {
        return Map.of(
                "alias",
                alias,
                "name",
                SERVED.get(alias),
                "namespace",
                "http://docs.openstack.org/compute/ext/fake_xml",
                "updated",
                "2014-12-03T00:00:00Z",
                "description",
                "",
                "links",
                List.of());
    }
}
