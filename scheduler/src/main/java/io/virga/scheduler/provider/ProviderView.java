package io.virga.scheduler.provider;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.virga.scheduler.host.HostLoad;
import io.virga.web.version.Microversion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A host as the Placement API shows it: a resource provider without a tree, which is why `parent`, where the version
/// shows it at all, is always a JSON null.
@JsonInclude(JsonInclude.Include.NON_NULL)
record ProviderView(
        UUID uuid,
        String name,
        long generation,
        List<Link> links,
        @JsonProperty("root_provider_uuid") UUID root,
        @JsonProperty("parent_provider_uuid") Optional<UUID> parent) {

    record Link(String rel, String href) {}

    record Many(@JsonProperty("resource_providers") List<ProviderView> providers) {}

    static ProviderView of(HostLoad host, Microversion version) {
        var nested = version.atLeast(1, 14);
        return new ProviderView(
                host.provider(),
                host.name(),
                host.generation(),
                links(host.provider(), version),
                nested ? host.provider() : null,
                nested ? Optional.empty() : null);
    }

    private static List<Link> links(UUID provider, Microversion version) {
        var self = "/resource_providers/" + provider;
        var links = new ArrayList<Link>();
        links.add(new Link("self", self));
        links.add(new Link("inventories", self + "/inventories"));
        links.add(new Link("usages", self + "/usages"));
        if (version.atLeast(1, 1)) {
            links.add(new Link("aggregates", self + "/aggregates"));
        }
        if (version.atLeast(1, 6)) {
            links.add(new Link("traits", self + "/traits"));
        }
        if (version.atLeast(1, 11)) {
            links.add(new Link("allocations", self + "/allocations"));
        }
        return links;
    }
}
