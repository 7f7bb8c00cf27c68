package io.virga.compute.host;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.compute.host.HostService.Seen;
import io.virga.contract.agent.HostReport.Inventory;
import io.virga.model.CloudException.NotFound;
import io.virga.web.Access;
import io.virga.web.Rule;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/// The compute API's `/os-hypervisors`, for operators.
@Path("/v2.1/os-hypervisors")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class HypervisorsResource {

    private final HostService hosts;
    private final Clock clock;

    HypervisorsResource(HostService hosts, Clock clock) {
        this.hosts = hosts;
        this.clock = clock;
    }

    @GET
    @Rule(value = "os_compute_api:os-hypervisors:list", to = Access.SYSTEM_READER)
    public Map<String, Object> list() {
        return all(HypervisorView::summary);
    }

    @GET
    @Path("detail")
    @Rule(value = "os_compute_api:os-hypervisors:list-detail", to = Access.SYSTEM_READER)
    public Map<String, Object> detail() {
        return all(HypervisorView::detail);
    }

    private Map<String, Object> all(Function<Seen, Map<String, Object>> view) {
        return Map.of("hypervisors", hosts.all().stream().map(view).toList());
    }

    @GET
    @Path("statistics")
    @Rule(value = "os_compute_api:os-hypervisors:statistics", to = Access.SYSTEM_READER)
    public Map<String, Object> statistics() {
        var all = hosts.all().stream().map(seen -> seen.host().inventory()).toList();
        var view = new LinkedHashMap<String, Object>();
        view.put("count", all.size());
        view.put("vcpus", sum(all, Inventory::vcpus));
        view.put("vcpus_used", 0);
        view.put("memory_mb", sum(all, Inventory::memoryMib));
        view.put("memory_mb_used", sum(all, Inventory::memoryUsedMib));
        view.put("free_ram_mb", sum(all, each -> each.memoryMib() - each.memoryUsedMib()));
        view.put("local_gb", sum(all, Inventory::diskGib));
        view.put("local_gb_used", sum(all, Inventory::diskUsedGib));
        view.put("free_disk_gb", sum(all, each -> each.diskGib() - each.diskUsedGib()));
        view.put("disk_available_least", sum(all, each -> each.diskGib() - each.diskUsedGib()));
        view.put("running_vms", sum(all, Inventory::runningInstances));
        view.put("current_workload", 0);
        return Map.of("hypervisor_statistics", view);
    }

    private static int sum(List<Inventory> all, ToIntFunction<Inventory> amount) {
        return all.stream().mapToInt(amount).sum();
    }

    @GET
    @Path("{id}")
    @Rule(value = "os_compute_api:os-hypervisors:show", to = Access.SYSTEM_READER)
    public Map<String, Object> show(@PathParam("id") String id) {
        return Map.of("hypervisor", HypervisorView.detail(hosts.get(id, numbered(id))));
    }

    /// How long the agent has been up, in the words of `uptime`.
    @GET
    @Path("{id}/uptime")
    @Rule(value = "os_compute_api:os-hypervisors:uptime", to = Access.SYSTEM_READER)
    public Map<String, Object> uptime(@PathParam("id") String id) {
        var seen = hosts.get(id, numbered(id));
        var view = HypervisorView.summary(seen);
        var up = Duration.between(seen.host().startedAt(), clock.instant());
        view.put("uptime", "up %d days, %d:%02d".formatted(up.toDays(), up.toHoursPart(), up.toMinutesPart()));
        return Map.of("hypervisor", view);
    }

    @GET
    @Path("{pattern}/search")
    @Rule(value = "os_compute_api:os-hypervisors:search", to = Access.SYSTEM_READER)
    public Map<String, Object> search(@PathParam("pattern") String pattern) {
        var found = hosts.all().stream()
                .filter(seen -> seen.host().name().value().contains(pattern))
                .map(HypervisorView::summary)
                .toList();
        if (found.isEmpty()) {
            throw new NotFound("Hypervisor matching", pattern);
        }
        return Map.of("hypervisors", found);
    }

    private static Predicate<Host> numbered(String id) {
        return host -> String.valueOf(host.number()).equals(id);
    }
}
