package io.virga.network.network;

import io.virga.model.CloudException.Invalid;
import io.virga.network.network.Network.Segment;
import io.virga.web.Fields;
import java.util.List;
import java.util.function.LongSupplier;

/// Reads `provider:*`: how a network leaves its host.
final class ProviderRequest {

    private ProviderRequest() {}

    static Segment segment(Fields body, List<String> physicalNetworks, LongSupplier nextTunnel) {
        var type = body.optionalText("provider:network_type", 1, 32);
        var physical = body.optionalText("provider:physical_network", 1, 64);
        var id = body.optionalInteger("provider:segmentation_id", 1, 16_000_000);
        return switch (type.orElse(physical.isPresent() ? "flat" : "geneve")) {
            case "geneve" -> {
                if (physical.isPresent()) {
                    throw new Invalid("provider:physical_network specified for geneve network");
                }
                yield new Segment("geneve", null, id.orElseGet(nextTunnel));
            }
            case "flat" -> {
                if (id.isPresent()) {
                    throw new Invalid("provider:segmentation_id specified for flat network");
                }
                yield new Segment("flat", known(physical.orElse(""), physicalNetworks), null);
            }
            case "vlan" -> {
                if (id.isEmpty() || id.getAsLong() > 4094) {
                    throw new Invalid("provider:segmentation_id from 1 to 4094 is required for a vlan network");
                }
                yield new Segment("vlan", known(physical.orElse(""), physicalNetworks), id.getAsLong());
            }
            default ->
                throw new Invalid("Unknown network type '%s'; there are geneve, flat and vlan.".formatted(type.get()));
        };
    }

    private static String known(String physical, List<String> physicalNetworks) {
        if (!physicalNetworks.contains(physical)) {
            throw new Invalid("Unknown physical network '%s' for a provider network; there are: %s"
                    .formatted(physical, String.join(", ", physicalNetworks)));
        }
        return physical;
    }
}
