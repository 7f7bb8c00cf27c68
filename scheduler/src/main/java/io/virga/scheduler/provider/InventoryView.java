package io.virga.scheduler.provider;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.virga.scheduler.host.Capacity;
import io.virga.scheduler.host.HostLoad;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a provider has of one resource class, and how much of it may be given out.
record InventoryView(
        long total,
        long reserved,
        @JsonProperty("min_unit") long minUnit,
        @JsonProperty("max_unit") long maxUnit,
        @JsonProperty("step_size") long stepSize,
        @JsonProperty("allocation_ratio") double allocationRatio) {

    record Many(
            @JsonProperty("resource_provider_generation") long generation, Map<String, InventoryView> inventories) {}

    /// A class of which the host has nothing is no inventory.
    static Map<String, InventoryView> of(HostLoad host, Capacity capacity) {
        var inventories = new LinkedHashMap<String, InventoryView>();
        for (var known : ResourceClass.values()) {
            var total = host.total().of(known.resource());
            if (total > 0) {
                var reserved = Math.min(total, capacity.reserved(known.resource()));
                inventories.put(
                        known.name(),
                        new InventoryView(total, reserved, 1, total, 1, capacity.ratio(known.resource())));
            }
        }
        return inventories;
    }
}
