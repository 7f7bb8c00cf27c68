package io.virga.cli.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.virga.cli.auth.Api;
import io.virga.cli.auth.ApiFailure;
import io.virga.cli.auth.Cloud;
import io.virga.cli.auth.Query;
import io.virga.cli.command.Interruption;
import io.virga.cli.command.Terminal;
import io.virga.cli.command.TransferLine;
import io.virga.cli.failure.CliFailure;
import io.virga.cli.http.Content;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/// Makes an image of a large file by an upload session, which is Virga's own addition to the image API: in parts,
/// several at once, and when it was interrupted the same command goes on with what is missing. A cloud without upload
/// sessions gets the file in one piece.
final class ResumableUpload {

    /// Smaller files are sent in one piece.
    private static final long LARGE = 16L << 20;

    private static final String AGAIN =
            "Run the same command again: it goes on with what is missing. --no-resume begins anew.";

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final Api images;
    private final Terminal terminal;
    private final Patience patience;
    private final Path file;
    private final ObjectNode description;
    private final DeclaredFormat format;
    private final UploadNote note;

    /// `description` is what the image is created with; what is left to the next run goes to the folder `state`.
    ResumableUpload(
            Cloud cloud, Terminal terminal, Path state, Path file, ObjectNode description, DeclaredFormat format) {
        images = cloud.image();
        this.terminal = terminal;
        patience = new Patience(terminal);
        this.format = format;
        this.file = file;
        this.description = description;
        note = UploadNote.of(state, file, description.deepCopy().without(ImageSigner.SIGNATURE), cloud);
    }

    static boolean isFor(Path file) {
        return Files.isRegularFile(file) && FileParts.size(file) >= LARGE;
    }

    /// Returns the image when it is active. Without `resume` an image that an earlier run has begun is taken away.
    JsonNode run(boolean resume) {
        var former = former();
        if (former.isPresent() && resume) {
            return untilItIsThere(() -> goOn(former.get()));
        }
        former.filter(image -> !status(image).equals("active")).ifPresent(image -> discard(path(image)));
        return begin();
    }

    /// What an earlier run has begun, unless it is gone: then its note goes too.
    private Optional<JsonNode> former() {
        var image = note.read()
                .flatMap(id -> images.find("/images/" + Query.encoded(id)))
                .filter(found -> Set.of("queued", "saving", "active").contains(status(found)));
        if (image.isEmpty()) {
            note.erase();
        }
        return image;
    }

    private static String path(JsonNode image) {
        return "/images/" + image.path("id").asText();
    }

    private static String status(JsonNode image) {
        return image.path("status").asText();
    }

    private JsonNode begin() {
        var image = images.post("/images", description);
        var path = path(image);
        Optional<JsonNode> session;
        try {
            session = open(path);
            if (session.isEmpty()) {
                try (var _ = Images.whileEmpty(path, terminal)) {
                    images.upload(path + "/file", new Content.Whole(file));
                }
                return images.get(path);
            }
        } catch (CliFailure failure) {
            discard(path);
            throw failure;
        }
        note.write(image.path("id").asText(), terminal.err());
        return untilItIsThere(() -> {
            send(path, session.get());
            return whenProved(path);
        });
    }

    /// Whatever breaks off from here on can be gone on with.
    private JsonNode untilItIsThere(Supplier<JsonNode> work) {
        if (note.read().isEmpty()) {
            return work.get();
        }
        try (var _ = new Interruption(terminal, AGAIN)) {
            return work.get();
        } catch (CliFailure failure) {
            throw note.read().isEmpty() ? failure : failure.advise(AGAIN);
        }
    }

    /// Empty where the cloud has no upload sessions.
    private Optional<JsonNode> open(String path) {
        try {
            return Optional.of(images.post(path + "/upload", Api.object().put("size", FileParts.size(file))));
        } catch (ApiFailure refusal) {
            if (refusal.status() == 404 || refusal.status() == 405) {
                return Optional.empty();
            }
            throw refusal;
        }
    }

    private JsonNode goOn(JsonNode image) {
        var path = path(image);
        var session = switch (status(image)) {
            case "queued" -> image.has("os_glance_failed_import") ? Optional.<JsonNode>empty() : open(path);
            case "saving" -> images.find(path + "/upload");
            default -> Optional.<JsonNode>empty();
        };
        if (session.isPresent()) {
            var there = session.get().path("parts").size();
            goesOn(
                    image,
                    "%d of %d parts are there already"
                            .formatted(there, parts(session.get()).count()));
            send(path, session.get());
        } else if (!status(image).equals("queued")) {
            goesOn(image, "all its data is there already");
        }
        return whenProved(path);
    }

    private void goesOn(JsonNode image, String there) {
        terminal.say("Going on with image %s: %s.".formatted(image.path("id").asText(), there));
    }

    private FileParts parts(JsonNode session) {
        return new FileParts(
                file, session.path("size").asLong(), session.path("part_size").asLong());
    }

    private void send(String path, JsonNode session) {
        var parts = parts(session);
        try (var line = new TransferLine(terminal, file.getFileName().toString(), parts.size())) {
            line.say("looking for what is there already");
            var there = there(parts, session.path("parts"));
            var missing = IntStream.rangeClosed(1, parts.count())
                    .boxed()
                    .filter(number -> !there.contains(number))
                    .toList();
            line.begin(there.stream()
                    .mapToLong(number -> parts.slice(number).length())
                    .sum());
            new PartSender(images, path + "/upload", parts, patience).send(missing, line);
        }
        complete(path);
    }

    /// The parts that have come as the file has them.
    private static Set<Integer> there(FileParts parts, JsonNode received) {
        return StreamSupport.stream(received.spliterator(), true)
                .filter(part -> parts.sha256(part.path("number").asInt())
                        .equals(part.path("sha256").asText()))
                .map(part -> part.path("number").asInt())
                .collect(Collectors.toSet());
    }

    private void complete(String path) {
        if (!note.isOf(file)) {
            discard(path);
            throw CliFailure.of("The file " + file + " has changed while it was sent.")
                    .advise("Run the command again when nothing writes to it.");
        }
        try {
            patience.with(() -> images.post(path + "/upload/complete", null));
        } catch (ApiFailure refusal) {
            if (refusal.status() != 404) {
                throw refusal;
            }
            // An earlier call has arrived, and only its answer was lost: the image tells how that went.
        }
    }

    private JsonNode whenProved(String path) {
        try (var line = new TransferLine(terminal, file.getFileName().toString(), 0)) {
            line.say("being verified");
            var pause = FIRST_PAUSE;
            var image = patience.with(() -> images.get(path));
            while (status(image).equals("saving")) {
                terminal.pause().sleep(pause);
                pause = List.of(pause.multipliedBy(2), LONGEST_PAUSE).stream()
                        .min(Duration::compareTo)
                        .get();
                image = patience.with(() -> images.get(path));
            }
            if (status(image).equals("queued")) {
                throw refused(path);
            }
            note.erase();
            return image;
        }
    }

    private CliFailure refused(String path) {
        var tasks = images.get(path + "/tasks").path("tasks");
        var reason = tasks.path(tasks.size() - 1).path("message").asText("");
        discard(path);
        return CliFailure.of("The image was refused: " + reason)
                .advise((format.advice(reason) + " The image was deleted again.").strip());
    }

    private void discard(String path) {
        Images.discard(images, path, terminal);
        note.erase();
    }
}
