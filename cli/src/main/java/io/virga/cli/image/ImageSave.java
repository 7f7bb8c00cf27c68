package io.virga.cli.image;

import io.virga.cli.command.CloudCommand;
import io.virga.cli.command.Interruption;
import io.virga.cli.command.Usage;
import io.virga.cli.failure.CliFailure;
import io.virga.cli.resource.Finder;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `virga image save`: the bytes of an image into a file, or to standard output.
@Command(description = "Save an image locally")
public final class ImageSave extends CloudCommand {

    @Parameters(index = "0", paramLabel = "<image>", description = "Image to save (name or ID)")
    private String image;

    @Option(
            names = "--file",
            paramLabel = "<filename>",
            description = "Downloaded image save filename (default: stdout)")
    private Path file;

    @Override
    protected void run() {
        if (file != null) {
            save(SavedFile.of(file));
        } else if (terminal.outIsTerminal()) {
            throw Usage.wrong("an image's bytes would spoil the terminal: give --file, or redirect the output");
        } else {
            download(new Output(terminal.out()));
        }
    }

    private void save(SavedFile saved) {
        try (saved;
                var _ = new Interruption(terminal, saved.whenInterrupted(), saved::remove)) {
            download(saved);
            saved.keep();
        }
    }

    private void download(OutputStream sink) {
        var path = "/images/" + new Finder(cloud).id(Images.KIND, image);
        if (!cloud.image().download(path + "/file", sink)) {
            throw CliFailure.of("Image '%s' has no data yet.".formatted(image))
                    .advise("See how far it is by its status: virga image show " + image);
        }
    }

    /// Standard output, which fails when nobody takes the bytes.
    private static final class Output extends OutputStream {
        private final PrintStream out;

        Output(PrintStream out) {
            this.out = out;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            out.write(bytes, offset, length);
            if (out.checkError()) {
                throw CliFailure.of("Standard output has not taken the whole image.")
                        .advise("Does it lead to a full disk, or to a command that has ended?");
            }
        }

        @Override
        public void write(int single) {
            write(new byte[] {(byte) single}, 0, 1);
        }
    }
}
