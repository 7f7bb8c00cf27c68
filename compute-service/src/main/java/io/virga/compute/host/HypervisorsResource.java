package io.virga.compute.host;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.compute.ComputeConfig;
import io.virga.compute.api.Paging;
import io.virga.compute.host.HostService.Seen;
import io.virga.contract.agent.HostReport.Inventory;
import io.virga.model.CloudException.Invalid;
import io.virga.model.CloudException.NotFound;
import io.virga.web.Access;
import io.virga.web.Rule;
import io.virga.web.version.CurrentMicroversion;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/// The compute API's `/os-hypervisors`, for operators. From 2.28 on `cpu_info` is an object, from 2.33 on lists come in
/// pages.
@Path("/v2.1/os-hypervisors")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class HypervisorsResource {

    private final HostService hosts;
    private final ComputeConfig config;
    private final CurrentMicroversion microversion;
    private final Clock clock;

    HypervisorsResource(HostService hosts, ComputeConfig config, CurrentMicroversion microversion, Clock clock) {
        this.hosts = hosts;
        this.config = config;
        this.microversion = microversion;
        this.clock = clock;
    }

    @GET
    @Rule(value = "os_compute_api:os-hypervisors:list", to = Access.SYSTEM_READER)
    public Map<String, Object> list(@Context UriInfo uri) {
        return page(uri, HypervisorView::summary);
    }

    @GET
    @Path("detail")
    @Rule(value = "os_compute_api:os-hypervisors:list-detail", to = Access.SYSTEM_READER)
    public Map<String, Object> detail(@Context UriInfo uri) {
        return page(uri, this::detail);
    }

    private Map<String, Object> page(UriInfo uri, Function<Seen, Map<String, Object>> view) {
        var all = hosts.all();
        if (!microversion.atLeast(2, 33)) {
            return Map.of("hypervisors", all.stream().map(view).toList());
        }
        var paging = Paging.of(uri.getQueryParameters(), config.maxPageSize());
        var after = paging.marker().map(marker -> after(all, marker)).orElse(all);
        var shown = paging.of(after);
        var answer = new LinkedHashMap<String, Object>();
        answer.put("hypervisors", shown.stream().map(view).toList());
        if (paging.goesOn(after)) {
            var last = shown.getLast().host().number();
            answer.put("hypervisors_links", paging.next(uri, String.valueOf(last)));
        }
        return answer;
    }

    private static List<Seen> after(List<Seen> all, String marker) {
        for (var index = 0; index < all.size(); index++) {
            if (numbered(marker).test(all.get(index).host())) {
                return all.subList(index + 1, all.size());
            }
        }
        throw new Invalid("marker [%s] not found".formatted(marker));
    }

    private Map<String, Object> detail(Seen seen) {
        return HypervisorView.detail(seen, !microversion.atLeast(2, 28));
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
        return Map.of("hypervisor", detail(hosts.get(id, numbered(id))));
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
