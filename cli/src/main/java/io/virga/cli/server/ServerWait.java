package io.virga.cli.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.virga.cli.auth.Cloud;
import io.virga.cli.command.Progress;
import io.virga.cli.command.Terminal;
import io.virga.cli.failure.CliFailure;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/// `--wait`: looks at a server until it is where it should be, has failed, or is gone.
final class ServerWait {

    private static final Duration LIMIT = Duration.ofMinutes(30);

    private final Cloud cloud;
    private final Terminal terminal;

    ServerWait(Cloud cloud, Terminal terminal) {
        this.cloud = cloud;
        this.terminal = terminal;
    }

    /// Returns the server once it has that status and no task. ERROR ends the wait with the server's own reason.
    JsonNode until(String id, String status) {
        var server = new AtomicReference<JsonNode>();
        progress(id)
                .until(
                        () -> {
                            server.set(Servers.whole(cloud, id));
                            return step(server.get(), status);
                        },
                        LIMIT);
        refuseFailed(server.get());
        return server.get();
    }

    void untilGone(String id) {
        progress(id)
                .until(
                        () -> cloud.compute()
                                .find("/servers/" + id)
                                .map(answer -> step(answer.path("server"), "DELETED"))
                                .orElse(new Progress.Step("DELETED", true)),
                        LIMIT);
        cloud.compute()
                .find("/servers/" + id)
                .map(answer -> answer.path("server"))
                .ifPresent(this::refuseFailed);
    }

    private Progress progress(String id) {
        return new Progress(terminal, "server " + id);
    }

    private static Progress.Step step(JsonNode server, String wanted) {
        var status = server.path("status").asText();
        var task = server.path("OS-EXT-STS:task_state").asText("");
        var busy = !task.isEmpty() && !task.equals("null");
        var last = !busy && (status.equals(wanted) || status.equals("ERROR"));
        return new Progress.Step(busy ? status + " (" + task + ")" : status, last);
    }

    private void refuseFailed(JsonNode server) {
        if (!"ERROR".equals(server.path("status").asText())) {
            return;
        }
        var reason = server.path("fault").path("message").asText("");
        var id = server.path("id").asText();
        throw CliFailure.of("Server '" + server.path("name").asText() + "' is in ERROR"
                        + (reason.isEmpty() ? "." : ": " + reason))
                .advise("Details: virga server show " + id + "   Remove it: virga server delete " + id);
    }
}
