package io.virga.cli.image;

import io.virga.cli.auth.Query;
import io.virga.cli.command.CloudCommand;
import io.virga.cli.command.ListCommand;
import io.virga.cli.command.Usage;
import io.virga.cli.failure.CliFailure;
import io.virga.cli.output.Column;
import io.virga.cli.output.Listing;
import io.virga.cli.resource.Finder;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The smaller `virga image …` commands.
public final class ImageCommands {

    private ImageCommands() {}

    @Command(description = "List available images")
    public static final class ListAll extends ListCommand {
        @Option(names = "--public", description = "List only public images")
        private boolean everyone;

        @Option(names = "--private", description = "List only private images")
        private boolean owner;

        @Option(names = "--community", description = "List only community images")
        private boolean community;

        @Option(names = "--shared", description = "List only shared images")
        private boolean shared;

        @Option(names = "--all", description = "List all images, community ones of others too")
        private boolean all;

        @Option(
                names = "--member-status",
                paramLabel = "<member-status>",
                description = "Of images that others share with you, those that you have answered so:"
                        + " accepted (default), pending, rejected, all")
        private String memberStatus;

        @Option(names = "--hidden", description = "List hidden images")
        private boolean hidden;

        @Option(names = "--name", paramLabel = "<name>", description = "Filter images based on name")
        private String name;

        @Option(names = "--status", paramLabel = "<status>", description = "Filter images based on status")
        private String status;

        @Option(
                names = "--tag",
                paramLabel = "<tag>",
                description = "Filter images based on tag (repeat for several: with all of them)")
        private List<String> tags = new ArrayList<>();

        @Option(names = "--long", description = "List additional fields in output")
        private boolean detailed;

        @Override
        protected Listing list() {
            Usage.oneOf(memberStatus, "--member-status", "accepted", "pending", "rejected", "all");
            var query = Query.of("visibility", visibility())
                    .and("name", name)
                    .and("status", status)
                    .and("member_status", memberStatus)
                    .and("os_hidden", hidden ? "true" : null);
            for (var tag : tags) {
                query = query.and("tag", tag);
            }
            return Listing.of(detailed ? everything() : brief(), cloud.image().list("/images", query, "images"));
        }

        private String visibility() {
            if (everyone) {
                return "public";
            }
            if (owner) {
                return "private";
            }
            if (community) {
                return "community";
            }
            return shared ? "shared" : all ? "all" : null;
        }

        private static List<Column> brief() {
            return List.of(Column.of("ID", "id"), Column.of("Name", "name"), Column.of("Status", "status"));
        }

        private static List<Column> everything() {
            return List.of(
                    Column.of("ID", "id"),
                    Column.of("Name", "name"),
                    Column.of("Disk Format", "disk_format"),
                    Column.of("Container Format", "container_format"),
                    Column.of("Size", "size"),
                    Column.of("Checksum", "checksum"),
                    Column.of("Status", "status"),
                    Column.of("Visibility", "visibility"),
                    Column.of("Protected", "protected"),
                    Column.of("Project", "owner"),
                    Column.of("Tags", "tags"));
        }
    }

    @Command(description = "Save an image locally")
    public static final class Save extends CloudCommand {
        @Parameters(index = "0", paramLabel = "<image>", description = "Image to save (name or ID)")
        private String image;

        @Option(
                names = "--file",
                paramLabel = "<filename>",
                description = "Downloaded image save filename (default: stdout)")
        private Path file;

        @Override
        protected void run() {
            var path = "/images/" + new Finder(cloud).id(Images.KIND, image) + "/file";
            if (file == null && terminal.outIsTerminal()) {
                throw Usage.wrong("an image's bytes would spoil the terminal: give --file, or redirect the output");
            }
            try (var sink = new Lazy(file, terminal.out())) {
                cloud.image().download(path, sink);
            } catch (IOException e) {
                throw CliFailure.of("Cannot write " + file + ": " + e.getMessage())
                        .advise("Is there room, and may you write there?");
            }
        }
    }

    /// Creates the file only when the first bytes arrive, so that a refused download leaves no empty one behind.
    private static final class Lazy extends FilterOutputStream {
        private final Path file;

        Lazy(Path file, OutputStream standard) {
            super(file == null ? standard : null);
            this.file = file;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (out == null) {
                out = Files.newOutputStream(file);
            }
            out.write(bytes, offset, length);
        }

        @Override
        public void write(int single) throws IOException {
            write(new byte[] {(byte) single}, 0, 1);
        }

        @Override
        public void flush() throws IOException {
            if (out != null) {
                out.flush();
            }
        }

        @Override
        public void close() throws IOException {
            flush();
            if (file != null && out != null) {
                out.close();
            }
        }
    }
}
