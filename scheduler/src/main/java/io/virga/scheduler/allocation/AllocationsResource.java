package io.virga.scheduler.allocation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.model.InstanceId;
import io.virga.scheduler.claim.Claim;
import io.virga.scheduler.claim.Claims;
import io.virga.scheduler.host.KnownHosts;
import io.virga.scheduler.provider.ResourceClass;
import io.virga.scheduler.web.Query;
import io.virga.web.Access;
import io.virga.web.Rule;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The Placement API's `/allocations`: what one consumer, an instance, holds.
@Path("/allocations")
@RunOnVirtualThread
public class AllocationsResource {

    /// Claims are made for projects. Placement's own word for a user whom it was not told of.
    private static final String NOBODY = "00000000-0000-0000-0000-000000000000";

    record Allocation(long generation, Map<String, Long> resources) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(
            Map<UUID, Allocation> allocations,
            @JsonProperty("project_id") String project,
            @JsonProperty("user_id") String user,
            @JsonProperty("consumer_generation") Long generation,
            @JsonProperty("consumer_type") String type) {}

    private final Claims claims;
    private final KnownHosts hosts;
    private final Query query;

    AllocationsResource(Claims claims, KnownHosts hosts, Query query) {
        this.claims = claims;
        this.hosts = hosts;
        this.query = query;
    }

    /// A consumer that holds nothing, or that nobody knows, has no allocations; that is no error.
    @GET
    @Path("{consumer}")
    @Rule(
            value = "placement:allocations:list",
            to = {Access.SYSTEM_READER, Access.SERVICE})
    @Transactional
    public View show(String consumer) {
        return instance(consumer)
                .flatMap(claims::held)
                .map(this::view)
                .orElseGet(() -> new View(Map.of(), null, null, null, null));
    }

    private View view(Claim claim) {
        var version = query.version();
        var provider = KnownHosts.providerOf(claim.host().orElseThrow());
        var generation = hosts.load(provider).orElseThrow().generation();
        return new View(
                Map.of(provider, new Allocation(generation, ResourceClass.present(claim.amounts()))),
                version.atLeast(1, 12) ? claim.project().value() : null,
                version.atLeast(1, 12) ? NOBODY : null,
                version.atLeast(1, 28) ? claim.generation() : null,
                version.atLeast(1, 38) ? UsagesResource.INSTANCE : null);
    }

    private static Optional<InstanceId> instance(String consumer) {
        try {
            return Optional.of(InstanceId.fromString(consumer));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
