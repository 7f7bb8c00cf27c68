package io.virga.scheduler.allocation;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.model.CloudException.Invalid;
import io.virga.scheduler.host.Capacity;
import io.virga.scheduler.host.HostLoad;
import io.virga.scheduler.host.KnownHosts;
import io.virga.scheduler.placement.Amounts;
import io.virga.scheduler.placement.Demand;
import io.virga.scheduler.placement.Filters;
import io.virga.scheduler.placement.Host;
import io.virga.scheduler.placement.Placement;
import io.virga.scheduler.placement.Placement.Outcome;
import io.virga.scheduler.placement.Weigher;
import io.virga.scheduler.provider.ResourceClass;
import io.virga.scheduler.web.Query;
import io.virga.web.Access;
import io.virga.web.Rule;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The Placement API's `/allocation_candidates`: where an amount would fit now, as our own placement sees it.
@Path("/allocation_candidates")
@RunOnVirtualThread
public class AllocationCandidatesResource {

    private static final int MOST = 1_000;

    record View(
            @JsonProperty("allocation_requests") List<Map<String, Object>> requests,
            @JsonProperty("provider_summaries") Map<UUID, Map<String, Object>> summaries) {}

    record Use(long capacity, long used) {}

    private final KnownHosts hosts;
    private final Capacity capacity;
    private final Query query;
    private final Clock clock;

    AllocationCandidatesResource(KnownHosts hosts, Capacity capacity, Query query, Clock clock) {
        this.hosts = hosts;
        this.capacity = capacity;
        this.query = query;
        this.clock = clock;
    }

    @GET
    @Rule(
            value = "placement:allocation_candidates:list",
            to = {Access.SYSTEM_READER, Access.SERVICE})
    @Transactional
    public View list() {
        query.since(10);
        query.refuseOthers(query.version().atLeast(1, 16) ? Set.of("resources", "limit") : Set.of("resources"));
        var wanted = query.text("resources")
                .map(ResourceClass::parse)
                .orElseThrow(() -> new Invalid("resources: is required, like VCPU:1,MEMORY_MB:512"));
        var limit = query.positive("limit").map(asked -> Math.min(asked, MOST)).orElse(MOST);
        var loads = hosts.loads().stream().collect(Collectors.toMap(HostLoad::host, Function.identity()));
        return view(
                wanted,
                best(wanted, limit, List.copyOf(loads.values())).stream()
                        .map(host -> loads.get(host.name()))
                        .toList());
    }

    private List<Host> best(Amounts wanted, int limit, List<HostLoad> loads) {
        var now = clock.instant();
        var placement = new Placement(Filters.standard(), Weigher.spread(), limit);
        var candidates = loads.stream().map(load -> capacity.at(now, load)).toList();
        return switch (placement.place(Demand.of(wanted), candidates)) {
            case Outcome.Fits(var best) -> best;
            case Outcome.NoFit _ -> List.of();
        };
    }

    private View view(Amounts wanted, List<HostLoad> best) {
        var summaries = new LinkedHashMap<UUID, Map<String, Object>>();
        best.forEach(host -> summaries.put(host.provider(), summary(host, wanted)));
        return new View(best.stream().map(host -> request(host, wanted)).toList(), summaries);
    }

    private Map<String, Object> request(HostLoad host, Amounts wanted) {
        var resources = ResourceClass.present(wanted);
        var request = new LinkedHashMap<String, Object>();
        if (query.version().atLeast(1, 12)) {
            request.put("allocations", Map.of(host.provider(), Map.of("resources", resources)));
        } else {
            var provider = Map.of("uuid", host.provider());
            request.put("allocations", List.of(Map.of("resource_provider", provider, "resources", resources)));
        }
        if (query.version().atLeast(1, 34)) {
            request.put("mappings", Map.of("", List.of(host.provider())));
        }
        return request;
    }

    private Map<String, Object> summary(HostLoad host, Amounts wanted) {
        var version = query.version();
        var uses = new LinkedHashMap<String, Use>();
        for (var known : ResourceClass.values()) {
            if (version.atLeast(1, 27) || wanted.of(known.resource()) > 0) {
                var room = capacity.of(host).of(known.resource());
                uses.put(known.name(), new Use(room, host.claimed().of(known.resource())));
            }
        }
        var summary = new LinkedHashMap<String, Object>();
        summary.put("resources", uses);
        if (version.atLeast(1, 17)) {
            summary.put("traits", List.of());
        }
        if (version.atLeast(1, 29)) {
            summary.put("root_provider_uuid", host.provider());
            summary.put("parent_provider_uuid", null);
        }
        return summary;
    }
}
