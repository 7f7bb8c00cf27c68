package io.virga.identity;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.stream.Collectors;

/// Where the present request comes from: the other end of its connection. A proxy's word for it counts only where
/// `quarkus.http.proxy` is configured, and then Quarkus has put it here already.
@ApplicationScoped
public class ClientAddress {

    private static final int GROUPS_OF_A_NETWORK = 4;

    private final CurrentVertxRequest current;

    ClientAddress(CurrentVertxRequest current) {
        this.current = current;
    }

    /// The address; of an IPv6 address its /64, which one customer has to themselves.
    public String source() {
        var routing = current.getCurrent();
        var address = routing == null ? null : routing.request().remoteAddress();
        return address == null || address.hostAddress() == null ? "" : network(address.hostAddress());
    }

    static String network(String address) {
        return address.contains(":")
                ? Arrays.stream(address.split(":")).limit(GROUPS_OF_A_NETWORK).collect(Collectors.joining(":"))
                : address;
    }
}
