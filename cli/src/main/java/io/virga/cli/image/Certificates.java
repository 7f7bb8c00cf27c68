package io.virga.cli.image;

import io.virga.cli.auth.Service;
import io.virga.cli.command.ArgumentFile;
import io.virga.cli.command.ShowCommand;
import io.virga.cli.output.Column;
import io.virga.cli.output.Details;
import io.virga.cli.resource.Body;
import io.virga.cli.resource.Kind;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `virga image certificate …`: whose signatures of images are believed. Virga's own.
public final class Certificates {

    public static final Kind KIND = Kind.of(Service.IMAGE, "/certificates", "", "certificates")
            .labelled("image certificate")
            .withoutNameFilter();

    public static final List<Column> COLUMNS = List.of(
            Column.of("ID", "id"),
            Column.of("Name", "name"),
            Column.of("Subject", "subject"),
            Column.of("Key Type", "key_type"),
            Column.of("Not After", "not_after"),
            Column.of("Public", "public"));

    private Certificates() {}

    @Command(description = "Trust the holder of a certificate to sign images")
    public static final class Create extends ShowCommand {
        @Parameters(index = "0", paramLabel = "<name>", description = "New certificate name")
        private String name;

        @Option(
                names = "--file",
                required = true,
                paramLabel = "<file>",
                description = "The certificate: one X.509 certificate in PEM")
        private Path file;

        @Option(names = "--public", description = "All projects trust it (administrators only)")
        private boolean everyone;

        @Override
        protected Details show() {
            var body = new Body()
                    .with("name", name)
                    .with("certificate", ArgumentFile.text(file))
                    .with("public", everyone ? Boolean.TRUE : null);
            return KIND.shown(cloud.image().post(KIND.path(), body.json()));
        }
    }
}
