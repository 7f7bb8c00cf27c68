package io.virga.compute.aggregate;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.model.CloudException.Invalid;
import io.virga.web.Access;
import io.virga.web.CurrentRule;
import io.virga.web.Fields;
import io.virga.web.Rule;
import io.virga.web.version.CurrentMicroversion;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.ResponseStatus;

/// The compute API's `/os-aggregates`: groups of hosts, and the availability zones that they make.
@Path("/v2.1/os-aggregates")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class AggregatesResource {

    private static final int LONGEST = 255;
    private static final int MOST_METADATA = 128;

    private final AggregateService service;
    private final CurrentRule rule;
    private final CurrentMicroversion microversion;

    AggregatesResource(AggregateService service, CurrentRule rule, CurrentMicroversion microversion) {
        this.service = service;
        this.rule = rule;
        this.microversion = microversion;
    }

    @GET
    @Rule(value = "os_compute_api:os-aggregates:index", to = Access.SYSTEM_READER)
    public Map<String, Object> list() {
        return Map.of("aggregates", service.list().stream().map(view()::of).toList());
    }

    @GET
    @Path("{id}")
    @Rule(value = "os_compute_api:os-aggregates:show", to = Access.SYSTEM_READER)
    public Map<String, Object> show(@PathParam("id") String id) {
        return view(service.get(AggregateIds.parse(id)));
    }

    @POST
    @ResponseStatus(200)
    @Rule(value = "os_compute_api:os-aggregates:create", to = Access.ADMIN)
    public Map<String, Object> create(String body) {
        var top = Fields.parse(body);
        var wanted = top.object("aggregate");
        top.refuseOthers();
        var name = name(wanted.text("name", 1, LONGEST));
        var zone = zone(wanted);
        wanted.refuseOthers();
        return Map.of("aggregate", view().created(service.create(name, zone)));
    }

    @PUT
    @Path("{id}")
    @Rule(value = "os_compute_api:os-aggregates:update", to = Access.ADMIN)
    public Map<String, Object> update(@PathParam("id") String id, String body) {
        var top = Fields.parse(body);
        var wanted = top.object("aggregate");
        top.refuseOthers();
        var name = wanted.optionalText("name", 1, LONGEST).map(AggregatesResource::name);
        var zone = zone(wanted);
        wanted.refuseOthers();
        if (name.isEmpty() && zone.isEmpty()) {
            throw new Invalid("Invalid input for field aggregate: a name or an availability_zone is expected.");
        }
        return view(service.change(AggregateIds.parse(id), name, zone));
    }

    @DELETE
    @Path("{id}")
    @ResponseStatus(200)
    @Rule(value = "os_compute_api:os-aggregates:delete", to = Access.ADMIN)
    public void delete(@PathParam("id") String id) {
        service.delete(AggregateIds.parse(id));
    }

    @POST
    @Path("{id}/action")
    @ResponseStatus(200)
    @Rule(value = "os_compute_api:os-aggregates:add_host", to = Access.ADMIN, action = "add_host")
    @Rule(value = "os_compute_api:os-aggregates:remove_host", to = Access.ADMIN, action = "remove_host")
    @Rule(value = "os_compute_api:os-aggregates:set_metadata", to = Access.ADMIN, action = "set_metadata")
    public Map<String, Object> act(@PathParam("id") String text, String body) {
        var fields = Fields.parse(body);
        var keys = fields.keys();
        if (keys.size() != 1 || !rule.hasAction(keys.iterator().next())) {
            throw new Invalid("Exactly one action is expected: add_host, remove_host or set_metadata.");
        }
        var action = keys.iterator().next();
        rule.action(action);
        var wanted = fields.object(action);
        var id = AggregateIds.parse(text);
        return view(
                switch (action) {
                    case "add_host" -> service.addHost(id, host(wanted));
                    case "remove_host" -> service.removeHost(id, host(wanted));
                    default -> service.setMetadata(id, metadata(wanted));
                });
    }

    private static String host(Fields wanted) {
        var host = wanted.text("host", 1, LONGEST);
        wanted.refuseOthers();
        return host;
    }

    // A null takes the key away.
    private static Map<String, Optional<String>> metadata(Fields wanted) {
        var given = wanted.object("metadata");
        wanted.refuseOthers();
        var changes = new LinkedHashMap<String, Optional<String>>();
        for (var key : given.keys()) {
            if (key.isEmpty() || key.length() > LONGEST || changes.size() == MOST_METADATA) {
                throw new Invalid("Invalid input for field metadata: at most %d keys of 1 to %d characters."
                        .formatted(MOST_METADATA, LONGEST));
            }
            var value = given.optionalText(key, 0, LONGEST);
            changes.put(key, key.equals(Aggregate.ZONE) ? value.map(AggregatesResource::zoneName) : value);
        }
        return changes;
    }

    private static Optional<String> zone(Fields wanted) {
        return wanted.optionalText(Aggregate.ZONE, 1, LONGEST).map(AggregatesResource::zoneName);
    }

    // `zone:host` is how a server is asked for on one host.
    private static String zoneName(String zone) {
        if (zone.isBlank() || zone.contains(":")) {
            throw new Invalid("Invalid input for field availability_zone: '%s' is not a zone's name.".formatted(zone));
        }
        return zone;
    }

    private static String name(String name) {
        if (name.isBlank()) {
            throw new Invalid("Invalid input for field aggregate.name: it must not be blank.");
        }
        return name.strip();
    }

    private Map<String, Object> view(Aggregate aggregate) {
        return Map.of("aggregate", view().of(aggregate));
    }

    private AggregateView view() {
        return new AggregateView(microversion.get());
    }
}
