package io.virga.compute.server;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.compute.api.Times;
import io.virga.compute.instance.InstanceAction;
import io.virga.compute.instance.InstanceQueries;
import io.virga.compute.network.Port;
import io.virga.compute.network.SecurityGroup;
import io.virga.model.CloudException.NotFound;
import io.virga.web.Access;
import io.virga.web.CurrentCaller;
import io.virga.web.Rule;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What can be read of a server besides itself: its addresses, security groups and what was asked of it.
@Path("/v2.1/servers/{id}")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class ServerPartsResource {

    private final InstanceQueries instances;
    private final ServerReader reader;
    private final SecurityGroupsOfServers groups;
    private final CurrentCaller caller;

    ServerPartsResource(
            InstanceQueries instances, ServerReader reader, SecurityGroupsOfServers groups, CurrentCaller caller) {
        this.instances = instances;
        this.reader = reader;
        this.groups = groups;
        this.caller = caller;
    }

    @GET
    @Path("ips")
    @Rule(
            value = "os_compute_api:ips:index",
            to = {Access.PROJECT_READER, Access.SYSTEM_READER})
    public Map<String, Object> addresses(@PathParam("id") String id) {
        var view = new LinkedHashMap<String, Object>();
        wiring(id).addresses().forEach((network, list) -> view.put(network, shortViews(list)));
        return Map.of("addresses", view);
    }

    @GET
    @Path("ips/{network}")
    @Rule(
            value = "os_compute_api:ips:show",
            to = {Access.PROJECT_READER, Access.SYSTEM_READER})
    public Map<String, Object> addresses(@PathParam("id") String id, @PathParam("network") String network) {
        var addresses = wiring(id).addresses();
        if (!addresses.containsKey(network)) {
            throw new NotFound("Network", network);
        }
        return Map.of(network, shortViews(addresses.get(network)));
    }

    private Wiring wiring(String id) {
        return reader.wiring(instances.get(caller.get(), ServerIds.parse(id)));
    }

    private static List<Map<String, Object>> shortViews(List<Wiring.Address> addresses) {
        return addresses.stream().map(Wiring.Address::shortView).toList();
    }

    @GET
    @Path("os-security-groups")
    @Rule(
            value = "os_compute_api:os-security-groups:list",
            to = {Access.PROJECT_READER, Access.SYSTEM_READER})
    public Map<String, Object> securityGroups(@PathParam("id") String id) {
        return Map.of(
                "security_groups",
                groups.list(caller.get(), ServerIds.parse(id)).stream()
                        .map(this::view)
                        .toList());
    }

    private Map<String, Object> view(SecurityGroup group) {
        return Map.of(
                "id",
                group.id(),
                "name",
                group.name(),
                "description",
                "",
                "tenant_id",
                caller.get().project().value(),
                "rules",
                List.of());
    }

    @GET
    @Path("os-interface")
    @Rule(
            value = "os_compute_api:os-attach-interfaces:list",
            to = {Access.PROJECT_READER, Access.SYSTEM_READER})
    public Map<String, Object> interfaces(@PathParam("id") String id) {
        return Map.of(
                "interfaceAttachments",
                groups.ports(caller.get(), ServerIds.parse(id)).stream()
                        .map(ServerPartsResource::view)
                        .toList());
    }

    @GET
    @Path("os-interface/{port}")
    @Rule(
            value = "os_compute_api:os-attach-interfaces:show",
            to = {Access.PROJECT_READER, Access.SYSTEM_READER})
    public Map<String, Object> showInterface(@PathParam("id") String id, @PathParam("port") String port) {
        return groups.ports(caller.get(), ServerIds.parse(id)).stream()
                .filter(found -> found.id().toString().equals(port))
                .findFirst()
                .map(found -> Map.<String, Object>of("interfaceAttachment", view(found)))
                .orElseThrow(() -> new NotFound("Port", port));
    }

    private static Map<String, Object> view(Port port) {
        return Map.of(
                "port_id",
                port.id().toString(),
                "net_id",
                port.networkId(),
                "mac_addr",
                port.mac(),
                "port_state",
                port.status(),
                "fixed_ips",
                port.fixedIps().stream()
                        .map(ip -> Map.of("subnet_id", ip.subnet(), "ip_address", ip.address()))
                        .toList());
    }

    @GET
    @Path("os-instance-actions")
    @Rule(
            value = "os_compute_api:os-instance-actions:list",
            to = {Access.PROJECT_READER, Access.SYSTEM_READER})
    public Map<String, Object> actions(@PathParam("id") String id) {
        return Map.of(
                "instanceActions",
                instances.actions(caller.get(), ServerIds.parse(id)).stream()
                        .map(ServerPartsResource::view)
                        .toList());
    }

    @GET
    @Path("os-instance-actions/{request}")
    @Rule(
            value = "os_compute_api:os-instance-actions:show",
            to = {Access.PROJECT_READER, Access.SYSTEM_READER})
    public Map<String, Object> action(@PathParam("id") String id, @PathParam("request") String request) {
        var action = instances.actions(caller.get(), ServerIds.parse(id)).stream()
                .filter(found -> found.requestId().equals(request))
                .findFirst()
                .orElseThrow(() -> new NotFound("Action for request_id", request));
        var view = view(action);
        view.put("events", List.of(event(action)));
        return Map.of("instanceAction", view);
    }

    private static Map<String, Object> view(InstanceAction action) {
        var view = new LinkedHashMap<String, Object>();
        view.put("action", action.action());
        view.put("instance_uuid", action.instance().toString());
        view.put("request_id", action.requestId());
        view.put("user_id", action.userId());
        view.put("project_id", action.projectId());
        view.put("start_time", Times.micros(action.startedAt()));
        view.put("message", action.failure().map(_ -> "Error").orElse(null));
        return view;
    }

    // The one event of an action is the work that it caused.
    private static Map<String, Object> event(InstanceAction action) {
        var view = new LinkedHashMap<String, Object>();
        view.put("event", "compute_" + action.action().replace('-', '_'));
        view.put("start_time", Times.micros(action.startedAt()));
        view.put("finish_time", action.finishedAt().map(Times::micros).orElse(null));
        view.put(
                "result",
                action.finishedAt()
                        .map(_ -> action.failure().isPresent() ? "Error" : "Success")
                        .orElse(null));
        view.put("traceback", action.failure().orElse(null));
        return view;
    }
}
