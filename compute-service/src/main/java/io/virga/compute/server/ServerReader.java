package io.virga.compute.server;

import io.virga.compute.ComputeConfig;
import io.virga.compute.api.Links;
import io.virga.compute.api.Paging;
import io.virga.compute.host.HostService;
import io.virga.compute.host.HostService.Seen;
import io.virga.compute.instance.Instance;
import io.virga.compute.instance.InstanceQueries;
import io.virga.model.Caller;
import io.virga.model.CloudException.Invalid;
import io.virga.model.InstanceId;
import io.virga.web.CurrentCaller;
import io.virga.web.version.CurrentMicroversion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Puts together what the client is shown of servers: our rows, and the network service's addresses.
@ApplicationScoped
class ServerReader {

    private final InstanceQueries instances;
    private final Wirings wirings;
    private final HostService hosts;
    private final ComputeConfig config;
    private final CurrentCaller caller;
    private final CurrentMicroversion microversion;

    ServerReader(
            InstanceQueries instances,
            Wirings wirings,
            HostService hosts,
            ComputeConfig config,
            CurrentCaller caller,
            CurrentMicroversion microversion) {
        this.instances = instances;
        this.wirings = wirings;
        this.hosts = hosts;
        this.config = config;
        this.caller = caller;
        this.microversion = microversion;
    }

    Map<String, Object> one(InstanceId id, UriInfo uri) {
        return Map.of("server", changed(instances.get(caller.get(), id), uri));
    }

    /// The server without its envelope.
    Map<String, Object> changed(Instance instance, UriInfo uri) {
        return view(uri).whole(instance, wiring(instance));
    }

    Wiring wiring(Instance instance) {
        return wirings.of(List.of(instance)).getOrDefault(instance.id(), new Wiring(Map.of(), List.of()));
    }

    Map<String, Object> page(UriInfo uri, boolean whole) {
        var query = uri.getQueryParameters();
        var paging = Paging.of(query, config.maxPageSize());
        var marker = paging.marker()
                .map(text -> ServerFilters.uuid(text)
                        .map(InstanceId::new)
                        .orElseThrow(() -> new Invalid("marker [%s] not found".formatted(text))));
        var found = instances.search(
                new ServerFilters(caller.get(), query, microversion.get()).search(), marker, paging.limit() + 1);
        var shown = paging.of(found);
        var view = view(uri);
        var servers =
                whole ? wholes(view, shown) : shown.stream().map(view::brief).toList();
        var answer = new LinkedHashMap<String, Object>();
        answer.put("servers", servers);
        if (paging.goesOn(found)) {
            answer.put("servers_links", paging.next(uri, shown.getLast().id().toString()));
        }
        return answer;
    }

    private List<Map<String, Object>> wholes(ServerView view, List<Instance> shown) {
        var wired = wirings.of(shown);
        var none = new Wiring(Map.of(), List.of());
        return shown.stream()
                .map(instance -> view.whole(instance, wired.getOrDefault(instance.id(), none)))
                .toList();
    }

    private ServerView view(UriInfo uri) {
        Caller who = caller.get();
        return new ServerView(Links.of(uri.getBaseUri()), microversion.get(), who.readsAll(), this::hostStatus);
    }

    private String hostStatus(Instance instance) {
        return instance.host()
                .map(name -> hosts.all().stream()
                        .filter(seen -> seen.host().name().equals(name))
                        .findFirst()
                        .map(ServerReader::status)
                        .orElse("UNKNOWN"))
                .orElse("");
    }

    private static String status(Seen seen) {
        if (!seen.host().enabled()) {
            return "MAINTENANCE";
        }
        return seen.up() ? "UP" : "DOWN";
    }
}
