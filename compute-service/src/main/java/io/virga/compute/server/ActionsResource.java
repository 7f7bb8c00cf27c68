package io.virga.compute.server;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.compute.instance.InstanceQueries;
import io.virga.compute.instance.InstanceService;
import io.virga.compute.instance.Requester;
import io.virga.contract.Addresses;
import io.virga.contract.agent.AgentAnswer;
import io.virga.contract.agent.AgentAnswer.ConsoleOutput;
import io.virga.contract.agent.AgentAnswer.NoSuchInstance;
import io.virga.contract.agent.AgentQuestion.ReadConsole;
import io.virga.messaging.Questions;
import io.virga.model.CloudException.Conflict;
import io.virga.model.CloudException.Invalid;
import io.virga.model.InstanceId;
import io.virga.web.Access;
import io.virga.web.CurrentCaller;
import io.virga.web.CurrentRule;
import io.virga.web.Fields;
import io.virga.web.RequestContext;
import io.virga.web.Rule;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/// The compute API's `/servers/{id}/action`: one key that names the action, holding its arguments.
@Path("/v2.1/servers/{id}/action")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ActionsResource {

    private static final Duration CONSOLE_PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_CONSOLE_BYTES = 100 * 1024;

    private final InstanceService service;
    private final InstanceQueries instances;
    private final SecurityGroupsOfServers groups;
    private final ImageCreation images;
    private final Questions questions;
    private final CurrentCaller caller;
    private final CurrentRule rule;
    private final RequestContext request;

    ActionsResource(
            InstanceService service,
            InstanceQueries instances,
            SecurityGroupsOfServers groups,
            ImageCreation images,
            Questions questions,
            CurrentCaller caller,
            CurrentRule rule,
            RequestContext request) {
        this.service = service;
        this.instances = instances;
        this.groups = groups;
        this.images = images;
        this.questions = questions;
        this.caller = caller;
        this.rule = rule;
        this.request = request;
    }

    @POST
    @Rule(value = "os_compute_api:servers:start", to = Access.PROJECT_MEMBER, action = "os-start")
    @Rule(value = "os_compute_api:servers:stop", to = Access.PROJECT_MEMBER, action = "os-stop")
    @Rule(value = "os_compute_api:servers:reboot", to = Access.PROJECT_MEMBER, action = "reboot")
    @Rule(value = "os_compute_api:os-lock-server:lock", to = Access.PROJECT_MEMBER, action = "lock")
    @Rule(value = "os_compute_api:os-lock-server:unlock", to = Access.PROJECT_MEMBER, action = "unlock")
    @Rule(value = "os_compute_api:os-admin-actions:reset_state", to = Access.ADMIN, action = "os-resetState")
    @Rule(value = "os_compute_api:os-security-groups:add", to = Access.PROJECT_MEMBER, action = "addSecurityGroup")
    @Rule(
            value = "os_compute_api:os-security-groups:remove",
            to = Access.PROJECT_MEMBER,
            action = "removeSecurityGroup")
    @Rule(value = "os_compute_api:servers:create_image", to = Access.PROJECT_MEMBER, action = "createImage")
    @Rule(value = "os_compute_api:os-console-output", to = Access.PROJECT_MEMBER, action = "os-getConsoleOutput")
    public Response act(@PathParam("id") String text, String body) {
        var fields = Fields.parse(body);
        var keys = fields.keys();
        if (keys.size() != 1) {
            throw new Invalid("Exactly one action is expected.");
        }
        var action = keys.iterator().next();
        if (!rule.hasAction(action)) {
            throw new Invalid("There is no such action: %s".formatted(action));
        }
        rule.action(action);
        var id = ServerIds.parse(text);
        var requester = new Requester(caller.get(), request.requestId());
        switch (action) {
            case "os-start" -> service.start(requester, id);
            case "os-stop" -> service.stop(requester, id);
            case "reboot" -> service.reboot(requester, id, isHard(fields.object("reboot")));
            case "lock" -> service.lock(requester, id, true);
            case "unlock" -> service.lock(requester, id, false);
            case "os-resetState" -> resetState(requester, id, fields.object("os-resetState"));
            case "addSecurityGroup" -> groups.add(requester.caller(), id, groupName(fields, "addSecurityGroup"));
            case "removeSecurityGroup" ->
                groups.remove(requester.caller(), id, groupName(fields, "removeSecurityGroup"));
            case "createImage" -> {
                return images.create(requester, id, fields.object("createImage"));
            }
            case "os-getConsoleOutput" -> {
                return Response.ok(console(id, fields.object("os-getConsoleOutput")))
                        .build();
            }
            default -> throw new Invalid("There is no such action: %s".formatted(action));
        }
        return Response.accepted().build();
    }

    private static boolean isHard(Fields reboot) {
        var type = reboot.text("type", 1, 16);
        reboot.refuseOthers();
        return switch (type.toUpperCase(Locale.ROOT)) {
            case "HARD" -> true;
            case "SOFT" -> false;
            default -> throw new Invalid("Invalid input for field reboot.type: HARD or SOFT is expected.");
        };
    }

    private void resetState(Requester requester, InstanceId id, Fields reset) {
        var state = reset.text("state", 1, 16);
        reset.refuseOthers();
        switch (state) {
            case "active" -> service.resetState(requester, id, true);
            case "error" -> service.resetState(requester, id, false);
            default -> throw new Invalid("Invalid input for field os-resetState.state: active or error is expected.");
        }
    }

    private static String groupName(Fields fields, String key) {
        var action = fields.object(key);
        var name = action.text("name", 1, 255);
        action.refuseOthers();
        return name;
    }

    private Map<String, Object> console(InstanceId id, Fields asked) {
        var lines = asked.optionalInteger("length", -1, Integer.MAX_VALUE);
        asked.refuseOthers();
        var host = instances
                .host(caller.get(), id)
                .orElseThrow(() -> new Conflict("Instance %s is not ready".formatted(id)));
        var most = lines.isPresent() && lines.getAsLong() >= 0 ? (Integer) (int) lines.getAsLong() : null;
        var question = new ReadConsole(id, most, MOST_CONSOLE_BYTES);
        return switch (questions.ask(Addresses.questions(host), question, AgentAnswer.class, CONSOLE_PATIENCE)) {
            case ConsoleOutput(var output) -> Map.of("output", output);
            case NoSuchInstance _ -> throw new Conflict("Instance %s is not ready".formatted(id));
        };
    }
}
