package io.virga.cli.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.virga.cli.auth.Api;
import io.virga.cli.command.Progress;
import io.virga.cli.command.ShowCommand;
import io.virga.cli.command.Usage;
import io.virga.cli.failure.CliFailure;
import io.virga.cli.image.Images;
import io.virga.cli.output.Details;
import io.virga.cli.resource.Finder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `virga server image create`
@Command(description = "Create a new server disk image from an existing server")
public final class ServerImage extends ShowCommand {

    /// In this microversion every Nova answers with the image's location.
    private static final String BY_LOCATION = "2.1";

    /// From this one on, which the user may have fixed, the answer's body names it.
    private static final String IN_BODY = "2.45";

    private static final Duration LIMIT = Duration.ofHours(2);

    @Parameters(index = "0", paramLabel = "<server>", description = "Server to create image from (name or ID)")
    private String server;

    @Option(names = "--name", paramLabel = "<image-name>", description = "Name of the image (default: the server's)")
    private String name;

    @Option(names = "--property", paramLabel = "<key=value>", description = "Set a property (repeat for several)")
    private List<String> properties = new ArrayList<>();

    @Option(names = "--wait", description = "Wait until the image is active, and the server can be acted upon again")
    private boolean wait;

    @Override
    protected Details show() {
        var found = new Finder(cloud).find(Servers.KIND, server);
        var order = Api.object().put("name", name == null ? found.path("name").asText() : name);
        var metadata = order.putObject("metadata");
        Usage.pairs(properties, "--property").forEach(metadata::put);
        var origin = "/servers/" + found.path("id").asText();
        var made = made(cloud.compute().at(BY_LOCATION), origin + "/action", Api.wrapped("createImage", order));
        var path = "/images/" + made;
        return Images.details(wait ? untilActive(path, origin) : cloud.image().get(path));
    }

    private static String made(Api compute, String action, JsonNode order) {
        return compute.isAtLeast(IN_BODY)
                ? compute.post(action, order).path("image_id").asText()
                : compute.idOfMade(action, order);
    }

    private JsonNode untilActive(String path, String origin) {
        var image = new AtomicReference<JsonNode>();
        new Progress(terminal, "image of server " + server).until(() -> look(path, origin, image), LIMIT);
        if (!image.get().path("status").asText().equals("active")) {
            throw CliFailure.of("The image of server '%s' was not made, and is gone again.".formatted(server))
                    .advise("The server is as it was: see its console and state, and try again.");
        }
        return image.get();
    }

    private Progress.Step look(String path, String origin, AtomicReference<JsonNode> image) {
        image.set(cloud.image().find(path).orElseGet(() -> Api.object().put("status", "deleted")));
        var status = image.get().path("status").asText();
        var isOver = List.of("deleted", "killed").contains(status) || status.equals("active") && !isBusy(origin);
        return new Progress.Step(status, isOver);
    }

    private boolean isBusy(String origin) {
        return cloud.compute()
                .find(origin)
                .map(found -> found.path("server").path("OS-EXT-STS:task_state").isTextual())
                .orElse(false);
    }
}
