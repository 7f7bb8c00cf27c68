package io.virga.compute.server;

import io.virga.compute.instance.InstanceSpec.RequestedNic;
import io.virga.model.CloudException.Invalid;
import io.virga.web.Fields;
import io.virga.web.version.Microversion;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The `networks` of `POST /servers`.
final class RequestedNetworks {

    private static final int MOST = 32;

    private RequestedNetworks() {}

    /// What the user said about networks.
    sealed interface Nics {
        /// Nothing: the project's only network, or none if it has none.
        record Any() implements Nics {}

        /// `auto`: the project's only network.
        record Auto() implements Nics {}

        /// `none`.
        record None() implements Nics {}

        record These(List<RequestedNic> nics) implements Nics {}

        default boolean areForOneOnly() {
            return this instanceof These(var nics)
                    && nics.stream().anyMatch(nic -> nic.port() != null || nic.fixedIp() != null);
        }
    }

    static Nics parse(Fields server, Microversion version) {
        var given = server.json("networks");
        if (version.atLeast(2, 37) && (given.isMissingNode() || given.isNull())) {
            throw new Invalid("'networks' is a required property");
        }
        if (given.isTextual() && version.atLeast(2, 37)) {
            return switch (given.textValue()) {
                case "auto" -> new Nics.Auto();
                case "none" -> new Nics.None();
                default -> throw new Invalid("Invalid input for field server.networks: 'auto', 'none' or a list.");
            };
        }
        var nics = server.objects("networks").stream()
                .map(network -> nic(network, version))
                .toList();
        if (nics.size() > MOST) {
            throw new Invalid("Invalid input for field server.networks: at most %d are possible.".formatted(MOST));
        }
        var ports = nics.stream()
                .map(RequestedNic::port)
                .filter(port -> port != null)
                .toList();
        if (ports.stream().distinct().count() < ports.size()) {
            throw new Invalid("A port was given twice.");
        }
        return nics.isEmpty() ? new Nics.Any() : new Nics.These(nics);
    }

    // From 2.37 to 2.41 Nova had lost them.
    private static boolean haveTags(Microversion version) {
        return version.atLeast(2, 42) || (version.atLeast(2, 32) && !version.atLeast(2, 37));
    }

    private static RequestedNic nic(Fields given, Microversion version) {
        var network = given.optionalText("uuid", 1, 64).map(text -> uuid(text, "network"));
        var port = given.optionalText("port", 1, 64).map(text -> uuid(text, "port"));
        var fixedIp = given.optionalText("fixed_ip", 1, 45);
        var tag = haveTags(version) ? ServerTags.ofDevice(given) : Optional.<String>empty();
        given.refuseOthers();
        fixedIp.filter(ip -> !ServerFields.isAddress(ip, 4) && !ServerFields.isAddress(ip, 6))
                .ifPresent(ip -> {
                    throw new Invalid("Invalid fixed IP address (%s)".formatted(ip));
                });
        if (port.isEmpty() && network.isEmpty()) {
            throw new Invalid("Bad networks format: each needs a uuid or a port.");
        }
        if (port.isPresent() && fixedIp.isPresent()) {
            throw new Invalid("Specified Fixed IP '%s' cannot be used with port '%s': the port has its own addresses."
                    .formatted(fixedIp.get(), port.get()));
        }
        return new RequestedNic(
                port.isPresent() ? null : network.orElseThrow(),
                port.orElse(null),
                fixedIp.orElse(null),
                tag.orElse(null));
    }

    private static UUID uuid(String text, String what) {
        return ServerFilters.uuid(text)
                .orElseThrow(() ->
                        new Invalid("Bad networks format: %s uuid is not in proper format (%s)".formatted(what, text)));
    }
}
