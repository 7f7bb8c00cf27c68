package io.virga.compute.securitygroup;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.compute.api.ServedFrom;
import io.virga.compute.network.NetworkClient;
import io.virga.compute.network.SecurityGroup;
import io.virga.compute.peer.Behalf;
import io.virga.model.CloudException.Invalid;
import io.virga.model.CloudException.NotFound;
import io.virga.web.Access;
import io.virga.web.CurrentCaller;
import io.virga.web.Fields;
import io.virga.web.Rule;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.ResponseStatus;

/// The compute API's `/os-security-group-rules`: passes rules for incoming traffic on to the network service.
@Path("/v2.1/os-security-group-rules")
@ServedFrom(value = 1, upTo = 35)
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class SecurityGroupRulesResource {

    private static final String COLLECTION = "security-group-rules";
    private static final int HIGHEST_PORT = 65_535;
    private static final int LONGEST = 64;

    private final NetworkClient network;
    private final CurrentCaller caller;

    SecurityGroupRulesResource(NetworkClient network, CurrentCaller caller) {
        this.network = network;
        this.caller = caller;
    }

    @POST
    @ResponseStatus(200)
    @Rule(value = "os_compute_api:os-security-groups:rule:create", to = Access.PROJECT_MEMBER)
    public Map<String, Object> create(String body) {
        var top = Fields.parse(body);
        var rule = read(top.object("security_group_rule"));
        top.refuseOthers();
        var wrapped = JsonNodeFactory.instance.objectNode();
        wrapped.set("security_group_rule", rule);
        var behalf = Behalf.of(caller.get());
        var created = network.send("POST", COLLECTION, Optional.of(wrapped), Optional.of(behalf))
                .path("security_group_rule");
        var remote = created.path("remote_group_id").asText("");
        var name = remote.isEmpty()
                ? ""
                : network.securityGroups(List.of(remote)).stream()
                        .map(SecurityGroup::name)
                        .findFirst()
                        .orElse(remote);
        return Map.of("security_group_rule", SecurityGroupView.rule(created, name));
    }

    @DELETE
    @Path("{id}")
    @ResponseStatus(202)
    @Rule(value = "os_compute_api:os-security-groups:rule:delete", to = Access.PROJECT_MEMBER)
    public void delete(@PathParam("id") String id) {
        if (!id.matches("[0-9a-fA-F-]{1,64}")) {
            throw new NotFound("Security group rule", id);
        }
        network.send("DELETE", COLLECTION + "/" + id, Optional.empty(), Optional.of(Behalf.of(caller.get())));
    }

    private static ObjectNode read(Fields asked) {
        var rule = JsonNodeFactory.instance.objectNode().put("direction", "ingress");
        rule.put("security_group_id", asked.text("parent_group_id", 1, LONGEST));
        var protocol = asked.optionalText("ip_protocol", 1, LONGEST).map(text -> text.toLowerCase(Locale.ROOT));
        protocol.ifPresent(text -> rule.put("protocol", text));
        var from = asked.optionalInteger("from_port", -1, HIGHEST_PORT).orElse(-1);
        var to = asked.optionalInteger("to_port", -1, HIGHEST_PORT).orElse(-1);
        if (from >= 0) {
            rule.put("port_range_min", from);
        }
        if (to >= 0) {
            rule.put("port_range_max", to);
        }
        var group = asked.optionalText("group_id", 1, LONGEST);
        var cidr = asked.optionalText("cidr", 0, LONGEST).filter(text -> !text.isEmpty());
        asked.refuseOthers();
        if (group.isPresent() && cidr.isPresent()) {
            throw new Invalid("Only one of cidr and group_id can be given.");
        }
        group.ifPresent(id -> rule.put("remote_group_id", id));
        if (group.isEmpty()) {
            rule.put("remote_ip_prefix", cidr.orElse("0.0.0.0/0"));
        }
        return rule.put("ethertype", cidr.filter(text -> text.contains(":")).isPresent() ? "IPv6" : "IPv4");
    }
}
