package io.virga.cli.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.virga.cli.auth.Api;
import io.virga.cli.auth.Service;
import io.virga.cli.command.Interruption;
import io.virga.cli.command.Terminal;
import io.virga.cli.command.Usage;
import io.virga.cli.failure.CliFailure;
import io.virga.cli.output.Cell;
import io.virga.cli.output.Details;
import io.virga.cli.resource.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/// What the `virga image …` commands share: how an image is shown, and its attributes as options.
public final class Images {

    public static final Kind KIND = Kind.of(Service.IMAGE, "/images", "", "images")
            .labelled("image")
            .hiddenBy("os_hidden")
            .shownAs(Images::details);

    private static final Set<String> STANDARD = Set.of(
            "checksum",
            "container_format",
            "created_at",
            "disk_format",
            "file",
            "id",
            "min_disk",
            "min_ram",
            "name",
            "owner",
            "protected",
            "schema",
            "size",
            "status",
            "tags",
            "updated_at",
            "virtual_size",
            "visibility");
    private static final Set<String> UNSHOWN = Set.of("self", "direct_url", "locations", "links");

    private Images() {}

    /// The image's own properties are gathered under `properties`, as `openstack image show` does.
    public static Details details(JsonNode image) {
        var details = new Details();
        ObjectNode properties = Api.object();
        image.properties().forEach(field -> {
            if (STANDARD.contains(field.getKey())) {
                details.with(field.getKey(), Cell.of(field.getValue()));
            } else if (!UNSHOWN.contains(field.getKey())) {
                properties.set(field.getKey(), field.getValue());
            }
        });
        return details.with("properties", Cell.of(properties));
    }

    /// Takes away an image that has got no data.
    static void discard(Api images, String path, Terminal terminal) {
        try {
            images.delete(path);
        } catch (CliFailure left) {
            terminal.err()
                    .println("The empty image " + path.substring("/images/".length()) + " is left behind: "
                            + left.getMessage());
        }
    }

    /// Who interrupts the upload of an image in one piece is told what is left of it.
    static Interruption whileEmpty(String path, Terminal terminal) {
        return new Interruption(
                terminal,
                "The image is left without data. Delete it: virga image delete " + path.substring("/images/".length())
                        + "   Then run the command again.");
    }

    /// The attributes that `create` and `set` both take.
    static final class Attributes {
        @Option(names = "--min-disk", paramLabel = "<disk-gb>", description = "Minimum disk size in gigabytes")
        private Integer minDisk;

        @Option(names = "--min-ram", paramLabel = "<ram-mb>", description = "Minimum RAM size in megabytes")
        private Integer minRam;

        @Option(names = "--public", description = "Image is accessible to everyone")
        private boolean everyone;

        @Option(names = "--private", description = "Image is inaccessible to others")
        private boolean owner;

        @Option(names = "--community", description = "Image is accessible to everyone, but not listed")
        private boolean community;

        @Option(names = "--shared", description = "Image can be shared with members (default)")
        private boolean shared;

        @Option(names = "--protected", description = "Prevent image from being deleted")
        private boolean isProtected;

        @Option(names = "--unprotected", description = "Allow image to be deleted (default)")
        private boolean unprotected;

        @Option(names = "--property", paramLabel = "<key=value>", description = "Set a property (repeat for several)")
        private List<String> properties = new ArrayList<>();

        @Option(names = "--tag", paramLabel = "<tag>", description = "Set a tag (repeat for several)")
        List<String> tags = new ArrayList<>();

        ObjectNode body() {
            var body = Api.object();
            if (minDisk != null) {
                body.put("min_disk", minDisk);
            }
            if (minRam != null) {
                body.put("min_ram", minRam);
            }
            var protection = Usage.either(isProtected, unprotected, "--protected and --unprotected");
            if (protection != null) {
                body.put("protected", protection);
            }
            if (visibility() != null) {
                body.put("visibility", visibility());
            }
            Usage.pairs(properties, "--property").forEach(body::put);
            return body;
        }

        private String visibility() {
            List<String> chosen = new ArrayList<>();
            if (everyone) {
                chosen.add("public");
            }
            if (owner) {
                chosen.add("private");
            }
            if (community) {
                chosen.add("community");
            }
            if (shared) {
                chosen.add("shared");
            }
            if (chosen.size() > 1) {
                throw Usage.wrong("--" + String.join(" and --", chosen) + " cannot be used together");
            }
            return chosen.isEmpty() ? null : chosen.getFirst();
        }
    }
}
