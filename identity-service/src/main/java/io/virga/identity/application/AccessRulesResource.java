package io.virga.identity.application;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.identity.ApiLinks;
import io.virga.web.Access;
import io.virga.web.Rule;
import io.virga.web.Rule.Lasting;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;

/// Identity v3's `/users/{user}/access_rules`.
@Path("/v3/users/{user}/access_rules")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class AccessRulesResource {

    private final AccessRuleService rules;
    private final ApiLinks links;

    AccessRulesResource(AccessRuleService rules, ApiLinks links) {
        this.rules = rules;
        this.links = links;
    }

    record View(String id, String service, String method, String path, ApiLinks.Self links) {}

    record One(@JsonProperty("access_rule") View rule) {}

    @GET
    @Rule(
            value = "identity:list_access_rules",
            to = {Access.SYSTEM_READER, Access.SELF})
    public Map<String, Object> list(
            String user,
            @RestQuery Optional<String> service,
            @RestQuery Optional<String> method,
            @RestQuery Optional<String> path) {
        var found = rules.list(user, service, method, path);
        return links.list("access_rules", found.stream().map(this::view).toList());
    }

    @GET
    @Path("{id}")
    @Rule(
            value = "identity:get_access_rule",
            to = {Access.SYSTEM_READER, Access.SELF})
    public One show(String user, String id) {
        return new One(view(rules.get(user, id)));
    }

    @DELETE
    @Path("{id}")
    @Rule(value = "identity:delete_access_rule", to = Access.SELF, lasting = Lasting.UNRESTRICTED)
    public void delete(String user, String id) {
        rules.delete(user, id);
    }

    private View view(AccessRule rule) {
        var call = rule.call();
        return new View(
                rule.id(),
                call.service(),
                call.method(),
                call.path(),
                links.self("users/" + rule.userId() + "/access_rules", rule.id()));
    }
}
