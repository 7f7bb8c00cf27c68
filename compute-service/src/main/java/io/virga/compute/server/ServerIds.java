package io.virga.compute.server;

import io.virga.model.CloudException.NotFound;
import io.virga.model.InstanceId;

/// Servers' ids in paths. Clients look servers up by name there first, and expect to hear that there is none.
public final class ServerIds {

    private ServerIds() {}

    public static InstanceId parse(String text) {
        return ServerFilters.uuid(text).map(InstanceId::new).orElseThrow(() -> new NotFound("Instance", text));
    }
}
