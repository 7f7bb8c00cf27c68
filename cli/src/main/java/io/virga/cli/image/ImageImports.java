package io.virga.cli.image;

import com.fasterxml.jackson.databind.JsonNode;
import io.virga.cli.auth.Api;
import io.virga.cli.auth.ApiFailure;
import io.virga.cli.auth.Query;
import io.virga.cli.command.CloudCommand;
import io.virga.cli.command.ListCommand;
import io.virga.cli.command.Progress;
import io.virga.cli.command.ShowCommand;
import io.virga.cli.command.Terminal;
import io.virga.cli.command.Usage;
import io.virga.cli.failure.CliFailure;
import io.virga.cli.http.Content;
import io.virga.cli.output.Column;
import io.virga.cli.output.Details;
import io.virga.cli.output.Listing;
import io.virga.cli.output.SafeText;
import io.virga.cli.resource.Finder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The interoperable import: data to the stage, from there or from the web into the image, and how far it has come.
public final class ImageImports {

    static final String CONVERT = "qcow2 or raw: what the disk is to become on its way in";

    private static final String DIRECT = "glance-direct";
    private static final String COPY = "copy-image";
    private static final String WEB = "web-download";
    private static final String FAILED = "os_glance_failed_import";
    private static final String OPERATORS =
            "The tasks of all projects are the operators' (OS_CLOUD). Your own: virga image task list --image IMAGE";
    private static final Duration LIMIT = Duration.ofHours(6);

    private ImageImports() {}

    @Command(description = "Upload data for a specific image to staging")
    public static final class Stage extends CloudCommand {
        @Parameters(index = "0", paramLabel = "<image>", description = "Image to upload data for (name or ID)")
        private String image;

        @Option(
                names = "--file",
                required = true,
                paramLabel = "<file>",
                description = "Local file that contains disk image to be uploaded")
        private Path file;

        @Override
        protected void run() {
            requireReadable(file);
            cloud.image()
                    .upload(pathOf(new Finder(cloud).find(Images.KIND, image)) + "/stage", new Content.Whole(file));
        }
    }

    @Command(description = "Initiate image import")
    public static final class Import extends ShowCommand {
        @Parameters(index = "0", paramLabel = "<image>", description = "Image to import data into (name or ID)")
        private String image;

        @Option(
                names = "--method",
                paramLabel = "<method>",
                description =
                        "glance-direct (what was staged; default), web-download, or copy-image (what it has already)")
        private String method = DIRECT;

        @Option(names = "--uri", paramLabel = "<uri>", description = "URI of an external image, for web-download")
        private String uri;

        @Option(names = "--convert", paramLabel = "<disk-format>", description = CONVERT)
        private String convert;

        @Mixin
        private final ImageStores.Chosen stores = new ImageStores.Chosen();

        @Option(names = "--wait", description = "Wait until the import is over")
        private boolean wait;

        @Override
        protected Details show() {
            stores.check();
            if (method.equals(COPY) && !stores.areGiven()) {
                throw Usage.wrong("--method " + COPY + " needs --store or --all-stores");
            }
            if (method.equals(WEB) != (uri != null)) {
                throw Usage.wrong(
                        uri == null
                                ? "--method " + WEB + " needs --uri, the address of the data"
                                : "--uri is for --method " + WEB + " only");
            }
            var path = pathOf(new Finder(cloud).find(Images.KIND, image));
            order(cloud.image(), path, new Order(method, uri, convert, stores));
            return Images.details(
                    wait
                            ? untilActive(cloud.image(), terminal, image, path)
                            : cloud.image().get(path));
        }
    }

    /// What an import is asked for; null for what does not matter.
    record Order(String method, String uri, String convert, ImageStores.Chosen stores) {}

    /// Nothing came of an import: the image waits for data again.
    static final class NotImported extends CliFailure {
        private static final long serialVersionUID = 1;

        NotImported(String message) {
            super(message);
        }
    }

    /// Fails with the reason when nothing came of the import (`NotImported`) or of a copy, and says so when some stores
    /// have not got the data.
    static JsonNode untilActive(Api images, Terminal terminal, String name, String path) {
        var found = new AtomicReference<JsonNode>();
        new Progress(terminal, "image " + name)
                .until(
                        () -> {
                            found.set(images.get(path));
                            return step(found.get().path("status").asText(), left(found.get()));
                        },
                        LIMIT);
        var active = found.get().path("status").asText().equals("active");
        if (!active || !found.get().path(FAILED).asText("").isEmpty()) {
            var tasks = images.get(path + "/tasks").path("tasks");
            judge(name, active, tasks.path(tasks.size() - 1), terminal);
        }
        return found.get();
    }

    private static Progress.Step step(String status, String left) {
        return left.isEmpty()
                ? new Progress.Step(status, !status.equals("importing"))
                : new Progress.Step(status + ", still to come to " + left, false);
    }

    private static String left(JsonNode image) {
        return image.path("os_glance_importing_to_stores").asText("");
    }

    private static void judge(String name, boolean active, JsonNode task, Terminal terminal) {
        var reason = task.path("message").asText("");
        if (!active) {
            throw new NotImported("Image '%s' was not imported: %s".formatted(name, reason))
                    .advise("It waits for data again: stage other data, or import it from elsewhere.");
        }
        if (task.path("status").asText().equals("failure")) {
            throw CliFailure.of("Image '%s' was not copied: %s".formatted(name, reason))
                    .advise("It is as it was. See which stores there are: virga image stores list");
        }
        terminal.err().println(SafeText.escaped("Not all stores have image '%s': %s".formatted(name, reason)));
    }

    @Command(description = "Show available import methods")
    public static final class Info extends ShowCommand {
        @Override
        protected Details show() {
            var methods =
                    cloud.image().get("/info/import").path("import-methods").path("value");
            return Details.plain(Api.object().set("import-methods", methods));
        }
    }

    @Command(description = "List image tasks")
    public static final class Tasks extends ListCommand {
        @Option(
                names = "--image",
                paramLabel = "<image>",
                description = "Only this image's (name or ID); without it operators only")
        private String image;

        @Override
        protected Listing list() {
            var tasks = image == null
                    ? ofAll(() -> cloud.image().list("/tasks", Query.none(), "tasks"))
                    : cloud.image()
                            .list(pathOf(new Finder(cloud).find(Images.KIND, image)) + "/tasks", Query.none(), "tasks");
            return Listing.of(
                    List.of(
                            Column.of("ID", "id"),
                            Column.of("Type", "type"),
                            Column.of("Status", "status"),
                            Column.of("Owner", "owner"),
                            Column.of("Message", "message")),
                    tasks);
        }
    }

    private static <T> T ofAll(Supplier<T> call) {
        try {
            return call.get();
        } catch (ApiFailure refusal) {
            throw refusal.status() == 403 ? refusal.advise(OPERATORS) : refusal;
        }
    }

    @Command(description = "Show an image task (operators only)")
    public static final class ShowTask extends ShowCommand {
        @Parameters(index = "0", paramLabel = "<Task ID>", description = "Task to show (ID)")
        private String task;

        @Override
        protected Details show() {
            return Details.of(ofAll(() -> cloud.image().get("/tasks/" + Query.encoded(task))));
        }
    }

    static void order(Api images, String path, Order order) {
        var method = Api.object().put("name", order.method());
        if (order.uri() != null) {
            method.put("uri", order.uri());
        }
        var body = Api.wrapped("method", method);
        if (order.convert() != null) {
            body.put("virga_convert", order.convert());
        }
        order.stores().addTo(body);
        images.post(path + "/import", body);
    }

    /// `convert` is null when the disk stays as it is.
    static void importStaged(Api images, String path, Content data, String convert, ImageStores.Chosen stores) {
        images.upload(path + "/stage", data);
        order(images, path, new Order(DIRECT, null, convert, stores));
    }

    static void requireReadable(Path file) {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw CliFailure.of("Cannot read the file " + file + ".")
                    .advise("Check its name and whether you may read it.");
        }
    }

    private static String pathOf(JsonNode image) {
        return "/images/" + image.path("id").asText();
    }
}
