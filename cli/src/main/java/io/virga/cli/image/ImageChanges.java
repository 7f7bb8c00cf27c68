package io.virga.cli.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.virga.cli.auth.Api;
import io.virga.cli.auth.ApiFailure;
import io.virga.cli.auth.Query;
import io.virga.cli.command.CloudCommand;
import io.virga.cli.command.Usage;
import io.virga.cli.failure.CliFailure;
import io.virga.cli.identity.Options;
import io.virga.cli.resource.Finder;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `virga image set` and `virga image unset`.
public final class ImageChanges {

    private ImageChanges() {}

    private static String pointer(String key) {
        return "/" + key.replace("~", "~0").replace("/", "~1");
    }

    @Command(description = "Set image properties")
    public static final class Change extends CloudCommand {
        @Parameters(index = "0", paramLabel = "<image>", description = "Image to modify (name or ID)")
        private String image;

        @Option(names = "--name", paramLabel = "<name>", description = "New image name")
        private String name;

        @Option(
                names = "--disk-format",
                paramLabel = "<disk-format>",
                description = "qcow2, raw, …; while there is no data")
        private String diskFormat;

        @Option(
                names = "--container-format",
                paramLabel = "<container-format>",
                description = "bare, ova, …; while there is no data")
        private String containerFormat;

        @Option(names = "--activate", description = "Activate the image")
        private boolean activate;

        @Option(names = "--deactivate", description = "Deactivate the image")
        private boolean deactivate;

        @Option(names = "--hidden", description = "Hide the image from lists")
        private boolean hidden;

        @Option(names = "--unhidden", description = "Unhide the image")
        private boolean unhidden;

        @Option(names = "--accept", description = "Accept the image membership: it is shared with your project")
        private boolean accept;

        @Option(names = "--reject", description = "Reject the image membership")
        private boolean reject;

        @Option(names = "--pending", description = "Reset the image membership to 'pending'")
        private boolean pending;

        /// The image's new owner; with an answer to a membership, the member.
        @Mixin
        private final Options.OfProject project = new Options.OfProject();

        @Mixin
        private final Images.Attributes attributes = new Images.Attributes();

        @Mixin
        private final KnownProperties known = new KnownProperties();

        @Override
        protected void run() {
            Usage.atMostOne("--accept, --reject and --pending", accept, reject, pending);
            var active = Usage.either(activate, deactivate, "--activate and --deactivate");
            var body = body();
            var found = find();
            var path = "/images/" + found.path("id").asText();
            if (active != null) {
                cloud.image().post(path + "/actions/" + (active ? "reactivate" : "deactivate"), null);
            }
            if (answer() != null) {
                var member = Query.encoded(project.idOrCallers(cloud));
                cloud.image().put(path + "/members/" + member, Api.object().put("status", answer()));
            } else if (project.given()) {
                body.put("owner", project.id(cloud));
            }
            addTags(body, found);
            if (!body.isEmpty()) {
                cloud.image().jsonPatch(path, operations(body, found));
            }
        }

        private String answer() {
            return accept ? "accepted" : reject ? "rejected" : pending ? "pending" : null;
        }

        private JsonNode find() {
            try {
                return new Finder(cloud).find(Images.KIND, image);
            } catch (ApiFailure refusal) {
                throw refusal;
            } catch (CliFailure unknown) {
                throw answer() == null
                        ? unknown
                        : unknown.advise("What your project has not accepted yet goes by its ID only:"
                                + " virga image list --shared --member-status pending");
            }
        }

        private ObjectNode body() {
            var body = attributes.body();
            known.addTo(body);
            put(body, "name", name);
            put(body, "disk_format", diskFormat);
            put(body, "container_format", containerFormat);
            var hides = Usage.either(hidden, unhidden, "--hidden and --unhidden");
            if (hides != null) {
                body.put("os_hidden", hides);
            }
            return body;
        }

        private void addTags(ObjectNode body, JsonNode found) {
            if (!attributes.tags.isEmpty()) {
                var tags = new LinkedHashSet<String>();
                found.path("tags").forEach(tag -> tags.add(tag.asText()));
                tags.addAll(attributes.tags);
                tags.forEach(body.putArray("tags")::add);
            }
        }

        private static ArrayNode operations(ObjectNode body, JsonNode found) {
            var operations = JsonNodeFactory.instance.arrayNode();
            body.properties()
                    .forEach(field -> operations
                            .addObject()
                            .put("op", found.has(field.getKey()) ? "replace" : "add")
                            .put("path", pointer(field.getKey()))
                            .set("value", field.getValue()));
            return operations;
        }
    }

    /// Properties that have an option of their own, as with `openstack image set`.
    private static final class KnownProperties {
        @Option(names = "--architecture", paramLabel = "<architecture>", description = "Operating system architecture")
        private String architecture;

        @Option(
                names = "--instance-id",
                paramLabel = "<instance-id>",
                description = "ID of the server that the image was made of")
        private String instance;

        @Option(names = "--kernel-id", paramLabel = "<kernel-id>", description = "ID of kernel image")
        private String kernel;

        @Option(names = "--os-distro", paramLabel = "<os-distro>", description = "Operating system distribution name")
        private String distribution;

        @Option(
                names = "--os-version",
                paramLabel = "<os-version>",
                description = "Operating system distribution version")
        private String version;

        @Option(names = "--ramdisk-id", paramLabel = "<ramdisk-id>", description = "ID of ramdisk image")
        private String ramdisk;

        void addTo(ObjectNode body) {
            put(body, "architecture", architecture);
            put(body, "instance_id", instance);
            put(body, "kernel_id", kernel);
            put(body, "os_distro", distribution);
            put(body, "os_version", version);
            put(body, "ramdisk_id", ramdisk);
        }
    }

    private static void put(ObjectNode body, String field, String value) {
        if (value != null) {
            body.put(field, value);
        }
    }

    @Command(description = "Unset image tags and properties")
    public static final class Unset extends CloudCommand {
        @Parameters(index = "0", paramLabel = "<image>", description = "Image to modify (name or ID)")
        private String image;

        @Option(names = "--tag", paramLabel = "<tag>", description = "Unset a tag on this image (repeat for several)")
        private List<String> tags = new ArrayList<>();

        @Option(
                names = "--property",
                paramLabel = "<property-key>",
                description = "Unset a property on this image (repeat for several)")
        private List<String> properties = new ArrayList<>();

        @Override
        protected void run() {
            if (tags.isEmpty() && properties.isEmpty()) {
                throw Usage.wrong("nothing to unset: give --tag or --property");
            }
            var found = new Finder(cloud).find(Images.KIND, image);
            var path = "/images/" + found.path("id").asText();
            var missing = new ArrayList<String>();
            for (var tag : tags) {
                if (found.path("tags")
                        .valueStream()
                        .anyMatch(has -> has.asText().equals(tag))) {
                    cloud.image().delete(path + "/tags/" + Query.encoded(tag));
                } else {
                    missing.add("tag '" + tag + "'");
                }
            }
            var operations = JsonNodeFactory.instance.arrayNode();
            for (var property : properties) {
                if (found.has(property)) {
                    operations.addObject().put("op", "remove").put("path", pointer(property));
                } else {
                    missing.add("property '" + property + "'");
                }
            }
            if (!operations.isEmpty()) {
                cloud.image().jsonPatch(path, operations);
            }
            if (!missing.isEmpty()) {
                throw CliFailure.of("Image '%s' has no %s.".formatted(image, String.join(", no ", missing)))
                        .advise("The rest is done. See what it has: virga image show "
                                + found.path("id").asText());
            }
        }
    }
}
