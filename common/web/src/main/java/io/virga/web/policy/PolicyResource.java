package io.virga.web.policy;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.web.Access;
import io.virga.web.CurrentCaller;
import io.virga.web.Operation;
import io.virga.web.Operations;
import io.virga.web.Policy;
import io.virga.web.Rule;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// `/policy`, the same in all services: the rules that are in force, and what each says of the token it is asked with.
@Path("/policy")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class PolicyResource {

    private final Operations operations;
    private final Policy policy;
    private final CurrentCaller caller;
    private final String service;

    PolicyResource(
            Operations operations,
            Policy policy,
            CurrentCaller caller,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.operations = operations;
        this.policy = policy;
        this.caller = caller;
        this.service = service;
    }

    @GET
    @Rule(value = "virga:policy", to = Access.AUTHENTICATED)
    public PolicyView show() {
        var who = caller.get();
        var rules = operations.all().stream()
                .collect(Collectors.groupingBy(PolicyResource::name, TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(together -> RuleView.of(together, policy, who))
                .toList();
        return new PolicyView(service, PolicyView.Token.of(who), rules);
    }

    private static String name(Operation operation) {
        return operation.rule().value();
    }
}
