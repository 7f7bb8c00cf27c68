package io.virga.compute.host;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.compute.api.Times;
import io.virga.compute.host.HostService.Seen;
import io.virga.web.Access;
import io.virga.web.Rule;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The compute API's `/os-availability-zone`: the zones that the agents are configured with.
@Path("/v2.1/os-availability-zone")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class ZonesResource {

    private final HostService hosts;

    ZonesResource(HostService hosts) {
        this.hosts = hosts;
    }

    @GET
    @Rule(value = "os_compute_api:os-availability-zone:list", to = Access.AUTHENTICATED)
    public Map<String, Object> list() {
        return zones(_ -> null);
    }

    @GET
    @Path("detail")
    @Rule(value = "os_compute_api:os-availability-zone:detail", to = Access.SYSTEM_READER)
    public Map<String, Object> detail() {
        return zones(ZonesResource::hosts);
    }

    private Map<String, Object> zones(Function<List<Seen>, Object> hostsOf) {
        var zones = hosts.all().stream()
                .collect(Collectors.groupingBy(
                        seen -> seen.host().availabilityZone(), TreeMap::new, Collectors.toList()));
        var info = zones.entrySet().stream()
                .map(zone -> {
                    var view = new LinkedHashMap<String, Object>();
                    view.put("zoneName", zone.getKey());
                    view.put(
                            "zoneState",
                            Map.of("available", zone.getValue().stream().anyMatch(ZonesResource::takes)));
                    view.put("hosts", hostsOf.apply(zone.getValue()));
                    return view;
                })
                .toList();
        return Map.of("availabilityZoneInfo", info);
    }

    private static boolean takes(Seen seen) {
        return seen.up() && seen.host().enabled();
    }

    private static Object hosts(List<Seen> members) {
        return members.stream()
                .collect(Collectors.toMap(
                        seen -> seen.host().name().value(),
                        seen -> Map.of(
                                "nova-compute",
                                Map.of(
                                        "available",
                                        seen.up(),
                                        "active",
                                        seen.host().enabled(),
                                        "updated_at",
                                        Times.micros(seen.host().seenAt())))));
    }
}
