package io.virga.cli.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.virga.cli.command.ShowCommand;
import io.virga.cli.command.Usage;
import io.virga.cli.failure.CliFailure;
import io.virga.cli.http.Content;
import io.virga.cli.output.Details;
import java.io.IOException;
import java.io.PushbackInputStream;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `virga image create`: the record first, then its bytes, streamed from the file or from standard input; large files
/// in parts.
///
/// When the bytes are refused, the record is taken away again: an image without content is of no use to anybody.
@Command(description = "Create/upload an image")
public final class ImageCreate extends ShowCommand {

    @Parameters(index = "0", paramLabel = "<image-name>", description = "New image name")
    private String name;

    @Option(names = "--id", paramLabel = "<id>", description = "Image ID to reserve")
    private String id;

    @Option(
            names = "--file",
            paramLabel = "<file>",
            description = "Upload image from local file (default: from standard input, if that is no terminal)")
    private Path file;

    @Option(names = "--import", description = "Force the use of the image import API: data goes to the stage first")
    private boolean staged;

    @Option(names = "--convert", paramLabel = "<disk-format>", description = ImageImports.CONVERT + "; waits for it")
    private String convert;

    @Mixin
    private final DeclaredFormat diskFormat = new DeclaredFormat();

    @Option(names = "--container-format", paramLabel = "<container-format>", description = "Default: bare")
    private String containerFormat = "bare";

    @Option(names = "--wait", description = "Wait until what is imported (--import, --store, …) is there")
    private boolean wait;

    @Option(
            names = "--no-resume",
            description = "Begin anew instead of going on with the upload of the file that was interrupted")
    private boolean anew;

    @Mixin
    private final ImageStores.Chosen stores = new ImageStores.Chosen();

    @Mixin
    private final ImageSigner signer = new ImageSigner();

    @Mixin
    private final Images.Attributes attributes = new Images.Attributes();

    @Override
    protected Details show() {
        stores.check();
        if (file != null) {
            ImageImports.requireReadable(file);
        }
        var body = description();
        signer.sign(file, body);
        if (file != null && !isImported() && ResumableUpload.isFor(file)) {
            return Images.details(new ResumableUpload(cloud, terminal, state, file, body, diskFormat).run(!anew));
        }
        Optional<Content> data = file == null ? given() : Optional.of(new Content.Whole(file));
        if (data.isEmpty() && (convert != null || stores.areGiven() || wait)) {
            throw Usage.wrong("--convert, --store, --all-stores and --wait need data: --file, or standard input");
        }
        var image = cloud.image().post("/images", body);
        var path = "/images/" + image.path("id").asText();
        if (data.isEmpty()) {
            return Images.details(image);
        }
        try (var _ = Images.whileEmpty(path, terminal)) {
            send(path, data.get());
        } catch (CliFailure failure) {
            throw discarded(path, failure);
        }
        return Images.details(
                wait || convert != null ? imported(path) : cloud.image().get(path));
    }

    private ObjectNode description() {
        var body = attributes.body().put("name", name);
        body.put("disk_format", diskFormat.word()).put("container_format", containerFormat);
        if (id != null) {
            body.put("id", id);
        }
        attributes.tags.forEach(body.withArray("tags")::add);
        return body;
    }

    private JsonNode imported(String path) {
        try {
            return ImageImports.untilActive(cloud.image(), terminal, name, path);
        } catch (ImageImports.NotImported failure) {
            throw discarded(path, failure);
        }
    }

    private CliFailure discarded(String path, CliFailure failure) {
        Images.discard(cloud.image(), path, terminal);
        return failure.advise((diskFormat.advice(failure.getMessage()) + " The image was deleted again.").strip());
    }

    private boolean isImported() {
        return staged || convert != null || stores.areGiven();
    }

    private void send(String path, Content data) {
        if (isImported()) {
            ImageImports.importStaged(cloud.image(), path, data, convert, stores);
        } else {
            cloud.image().upload(path + "/file", data);
        }
    }

    /// Standard input, unless nothing comes there, or it cannot be read, as under `nohup`.
    private Optional<Content> given() {
        try {
            var in = new PushbackInputStream(terminal.in());
            var first = in.read();
            if (first < 0) {
                return Optional.empty();
            }
            in.unread(first);
            return Optional.of(new Content.Flow(in));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
