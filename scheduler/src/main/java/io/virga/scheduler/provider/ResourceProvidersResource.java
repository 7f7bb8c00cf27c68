package io.virga.scheduler.provider;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.model.CloudException.NotFound;
import io.virga.scheduler.claim.Claim;
import io.virga.scheduler.claim.Claims;
import io.virga.scheduler.host.Capacity;
import io.virga.scheduler.host.HostLoad;
import io.virga.scheduler.host.KnownHosts;
import io.virga.scheduler.web.Query;
import io.virga.web.Access;
import io.virga.web.Rule;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// The Placement API's `/resource_providers`: the hosts, what they have and what is taken of it. Written only by
/// heartbeats and claims, so nothing here changes anything.
@Path("/resource_providers")
@RunOnVirtualThread
public class ResourceProvidersResource {

    record Usages(
            @JsonProperty("resource_provider_generation") long generation, Map<String, Long> usages) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Aggregates(
            List<UUID> aggregates,
            @JsonProperty("resource_provider_generation") Long generation) {}

    record Traits(
            @JsonProperty("resource_provider_generation") long generation, List<String> traits) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Allocation(
            Map<String, Long> resources,
            @JsonProperty("consumer_generation") Long consumerGeneration) {}

    record Allocations(
            @JsonProperty("resource_provider_generation") long generation, Map<String, Allocation> allocations) {}

    private final KnownHosts hosts;
    private final Claims claims;
    private final Capacity capacity;
    private final ProviderFilter filter;
    private final Query query;

    ResourceProvidersResource(KnownHosts hosts, Claims claims, Capacity capacity, ProviderFilter filter, Query query) {
        this.hosts = hosts;
        this.claims = claims;
        this.capacity = capacity;
        this.filter = filter;
        this.query = query;
    }

    @GET
    @Rule(
            value = "placement:resource_providers:list",
            to = {Access.SYSTEM_READER, Access.SERVICE})
    @Transactional
    public ProviderView.Many list() {
        var wanted = filter.asked();
        return new ProviderView.Many(hosts.loads().stream()
                .filter(wanted)
                .map(host -> ProviderView.of(host, query.version()))
                .toList());
    }

    @GET
    @Path("{provider}")
    @Rule(
            value = "placement:resource_providers:show",
            to = {Access.SYSTEM_READER, Access.SERVICE})
    @Transactional
    public ProviderView show(String provider) {
        return ProviderView.of(host(provider), query.version());
    }

    @GET
    @Path("{provider}/inventories")
    @Rule(
            value = "placement:resource_providers:inventories:list",
            to = {Access.SYSTEM_READER, Access.SERVICE})
    @Transactional
    public InventoryView.Many inventories(String provider) {
        var host = host(provider);
        return new InventoryView.Many(host.generation(), InventoryView.of(host, capacity));
    }

    @GET
    @Path("{provider}/usages")
    @Rule(
            value = "placement:resource_providers:usages",
            to = {Access.SYSTEM_READER, Access.SERVICE})
    @Transactional
    public Usages usages(String provider) {
        var host = host(provider);
        return new Usages(host.generation(), ResourceClass.all(host.claimed()));
    }

    @GET
    @Path("{provider}/aggregates")
    @Rule(
            value = "placement:resource_providers:aggregates:list",
            to = {Access.SYSTEM_READER, Access.SERVICE})
    @Transactional
    public Aggregates aggregates(String provider) {
        query.since(1);
        var host = host(provider);
        return new Aggregates(List.of(), query.version().atLeast(1, 19) ? host.generation() : null);
    }

    @GET
    @Path("{provider}/traits")
    @Rule(
            value = "placement:resource_providers:traits:list",
            to = {Access.SYSTEM_READER, Access.SERVICE})
    @Transactional
    public Traits traits(String provider) {
        query.since(6);
        return new Traits(host(provider).generation(), List.of());
    }

    @GET
    @Path("{provider}/allocations")
    @Rule(
            value = "placement:resource_providers:allocations:list",
            to = {Access.SYSTEM_READER, Access.SERVICE})
    @Transactional
    public Allocations allocations(String provider) {
        var host = host(provider);
        var byConsumer = new TreeMap<String, Allocation>();
        for (var claim : claims.on(host.host())) {
            byConsumer.put(claim.instance().toString(), allocation(claim));
        }
        return new Allocations(host.generation(), byConsumer);
    }

    private Allocation allocation(Claim claim) {
        return new Allocation(
                ResourceClass.present(claim.amounts()), query.version().atLeast(1, 28) ? claim.generation() : null);
    }

    // An id that is none is the id of nothing: clients look names up by asking for them as ids first.
    private HostLoad host(String provider) {
        try {
            return hosts.load(UUID.fromString(provider)).orElseThrow(() -> unknown(provider));
        } catch (IllegalArgumentException e) {
            throw unknown(provider);
        }
    }

    private static NotFound unknown(String provider) {
        return new NotFound("Resource provider", provider);
    }
}
