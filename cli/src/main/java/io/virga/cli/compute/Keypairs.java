package io.virga.cli.compute;

import com.fasterxml.jackson.databind.JsonNode;
import io.virga.cli.auth.Api;
import io.virga.cli.auth.Query;
import io.virga.cli.command.CloudCommand;
import io.virga.cli.command.ListCommand;
import io.virga.cli.failure.CliFailure;
import io.virga.cli.output.Cell;
import io.virga.cli.output.Column;
import io.virga.cli.output.Details;
import io.virga.cli.output.Listing;
import io.virga.cli.output.OutputOptions;
import io.virga.cli.resource.Each;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `virga keypair …`
public final class Keypairs {

    /// From 2.2 on the service says what kind of key it is; 2.92 and later make no keys any more.
    private static final String MICROVERSION = "2.2";

    private Keypairs() {}

    @Command(description = "Create new public or private key for server ssh access")
    public static final class Create extends CloudCommand {
        @Parameters(index = "0", paramLabel = "<name>", description = "New public or private key name")
        private String name;

        @Option(
                names = "--public-key",
                paramLabel = "<file>",
                description = "Filename for public key to add; without it a new private key is made and printed")
        private Path publicKey;

        @Option(
                names = "--private-key",
                paramLabel = "<file>",
                description = "Filename for the new private key (mode 0600)")
        private Path privateKey;

        @Option(names = "--type", paramLabel = "<type>", description = "Keypair type: ssh or x509")
        private String type;

        @Mixin
        private final OutputOptions output = new OutputOptions();

        @Override
        protected void run() {
            var body = Api.object().put("name", name);
            if (publicKey != null) {
                body.put("public_key", read(publicKey));
            }
            if (type != null) {
                body.put("type", type);
            }
            refuseToOverwrite();
            var keypair = cloud.compute()
                    .at(MICROVERSION)
                    .post("/os-keypairs", Api.wrapped("keypair", body))
                    .path("keypair");
            var secret = keypair.path("private_key").asText("");
            if (!secret.isEmpty() && privateKey != null) {
                save(secret);
            }
            if (!secret.isEmpty() && privateKey == null) {
                terminal.out().print(secret.endsWith("\n") ? secret : secret + "\n");
            } else {
                output.print(Details.of(keypair).without("private_key", "public_key"), terminal.out());
            }
        }

        private static String read(Path file) {
            try {
                return Files.readString(file).strip();
            } catch (IOException e) {
                throw CliFailure.of("Cannot read the public key " + file + ".")
                        .advise("Check its name; a new pair is made by leaving --public-key away.");
            }
        }

        private void refuseToOverwrite() {
            if (privateKey != null && Files.exists(privateKey)) {
                throw CliFailure.of(privateKey + " exists already; a private key is never overwritten.")
                        .advise("Give another file name by --private-key, or move the old file away.");
            }
        }

        private void save(String secret) {
            try {
                Files.createFile(
                        privateKey, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(privateKey, secret);
            } catch (FileAlreadyExistsException e) {
                refuseToOverwrite();
            } catch (IOException e) {
                throw CliFailure.of("The key pair exists now, but its private key cannot be written to " + privateKey)
                        .advise("Delete it (virga keypair delete " + name + ") and make it again elsewhere.");
            }
        }
    }

    @Command(description = "List key fingerprints")
    public static final class ListAll extends ListCommand {
        @Override
        protected Listing list() {
            var columns = List.of(
                    Column.of("Name", item -> Cell.of(item.path("keypair").path("name"))),
                    Column.of(
                            "Fingerprint", item -> Cell.of(item.path("keypair").path("fingerprint"))),
                    Column.of("Type", item -> Cell.of(item.path("keypair").path("type"))));
            var keypairs = cloud.compute().at(MICROVERSION).list("/os-keypairs", Query.none(), "keypairs");
            return Listing.of(columns, keypairs);
        }
    }

    @Command(description = "Display key details")
    public static final class Show extends CloudCommand {
        @Parameters(index = "0", paramLabel = "<key>", description = "Public or private key to display (name only)")
        private String name;

        @Option(names = "--public-key", description = "Show only bare public key paired with the generated key")
        private boolean bare;

        @Mixin
        private final OutputOptions output = new OutputOptions();

        @Override
        protected void run() {
            JsonNode keypair = cloud.compute()
                    .at(MICROVERSION)
                    .get("/os-keypairs/" + Query.encoded(name))
                    .path("keypair");
            if (bare) {
                terminal.out().println(keypair.path("public_key").asText());
            } else {
                output.print(Details.of(keypair).without("public_key"), terminal.out());
            }
        }
    }

    @Command(description = "Delete public or private key(s)")
    public static final class Delete extends CloudCommand {
        @Parameters(arity = "1..*", paramLabel = "<key>", description = "Name of key(s) to delete (name only)")
        private List<String> names;

        @Override
        protected void run() {
            new Each(terminal, "delete", "keypair")
                    .of(names, name -> cloud.compute().delete("/os-keypairs/" + Query.encoded(name)));
        }
    }
}
