package io.virga.compute.host;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.compute.api.Times;
import io.virga.compute.host.HostService.Change;
import io.virga.compute.host.HostService.Seen;
import io.virga.model.CloudException.Invalid;
import io.virga.web.Access;
import io.virga.web.Fields;
import io.virga.web.Rule;
import io.virga.web.version.CurrentMicroversion;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/// The compute API's `/os-services`: the agents. Up to 2.52 they are changed by host and binary.
@Path("/v2.1/os-services")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ServicesResource {

    private static final String BINARY = "nova-compute";

    private final HostService hosts;
    private final CurrentMicroversion microversion;

    ServicesResource(HostService hosts, CurrentMicroversion microversion) {
        this.hosts = hosts;
        this.microversion = microversion;
    }

    @GET
    @Rule(value = "os_compute_api:os-services:list", to = Access.SYSTEM_READER)
    public Map<String, Object> list(@QueryParam("binary") String binary, @QueryParam("host") String host) {
        Predicate<Seen> wanted = seen -> (binary == null || binary.equals(BINARY))
                && (host == null || host.equals(seen.host().name().value()));
        return Map.of(
                "services", hosts.all().stream().filter(wanted).map(this::view).toList());
    }

    @PUT
    @Path("{action}")
    @Rule(value = "os_compute_api:os-services:update", to = Access.ADMIN)
    public Map<String, Object> update(@PathParam("action") String action, String body) {
        var fields = Fields.parse(body);
        var host = fields.text("host", 1, 255);
        fields.text("binary", 1, 255);
        var change = switch (action) {
            case "enable" -> new Change(true, null, null);
            case "disable" -> new Change(false, null, null);
            case "disable-log-reason" -> new Change(false, fields.text("disabled_reason", 1, 255), null);
            case "force-down" -> new Change(null, null, forcedDown(fields));
            default -> throw new Invalid("Unknown action");
        };
        fields.refuseOthers();
        var seen = hosts.change(host, known -> known.name().value().equals(host), change);
        return Map.of("service", outcome(seen, action));
    }

    private boolean forcedDown(Fields fields) {
        if (!microversion.atLeast(2, 11)) {
            throw new Invalid("Unknown action");
        }
        return fields.bool("forced_down");
    }

    private static Map<String, Object> outcome(Seen seen, String action) {
        var view = new LinkedHashMap<String, Object>();
        view.put("host", seen.host().name().value());
        view.put("binary", BINARY);
        if (action.equals("force-down")) {
            view.put("forced_down", seen.host().forcedDown());
        } else {
            view.put("status", seen.host().enabled() ? "enabled" : "disabled");
        }
        if (action.equals("disable-log-reason")) {
            view.put("disabled_reason", seen.host().disabledReason().orElse(null));
        }
        return view;
    }

    private Map<String, Object> view(Seen seen) {
        var host = seen.host();
        var view = new LinkedHashMap<String, Object>();
        view.put("id", host.number());
        view.put("binary", BINARY);
        view.put("host", host.name().value());
        view.put("zone", host.availabilityZone());
        view.put("status", host.enabled() ? "enabled" : "disabled");
        view.put("state", seen.up() ? "up" : "down");
        view.put("updated_at", Times.micros(host.seenAt()));
        view.put("disabled_reason", host.disabledReason().orElse(null));
        if (microversion.atLeast(2, 11)) {
            view.put("forced_down", host.forcedDown());
        }
        return view;
    }
}
