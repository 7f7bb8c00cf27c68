package io.virga.cli.identity;

import com.fasterxml.jackson.databind.JsonNode;
import io.virga.cli.auth.Api;
import io.virga.cli.auth.Cloud;
import io.virga.cli.auth.Query;
import io.virga.cli.command.CloudCommand;
import io.virga.cli.command.ListCommand;
import io.virga.cli.command.ShowCommand;
import io.virga.cli.output.Cell;
import io.virga.cli.output.Column;
import io.virga.cli.output.Details;
import io.virga.cli.output.Listing;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `virga implied role …`: who holds the one role holds the other.
public final class ImpliedRoles {

    private ImpliedRoles() {}

    static final class Implication {
        @Parameters(index = "0", paramLabel = "<role>", description = "Role that implies another role (name or ID)")
        private String prior;

        @Option(
                names = "--implied-role",
                required = true,
                paramLabel = "<role>",
                description = "Role implied by the other role (name or ID)")
        private String implied;

        String path(Cloud cloud) {
            var directory = new Directory(cloud);
            var implies = Query.encoded(directory.role(implied, null));
            return Kinds.ROLE.at(directory.role(prior, null)) + "/implies/" + implies;
        }
    }

    @Command(description = "Creates an association between prior and implied roles")
    public static final class Create extends ShowCommand {
        @Mixin
        private final Implication implication = new Implication();

        @Override
        protected Details show() {
            var inference = cloud.identity().put(implication.path(cloud), null).path("role_inference");
            return new Details()
                    .with("implies", Cell.of(inference.path("implies").path("id")))
                    .with("prior_role", Cell.of(inference.path("prior_role").path("id")));
        }
    }

    @Command(description = "Deletes an association between prior and implied roles")
    public static final class Delete extends CloudCommand {
        @Mixin
        private final Implication implication = new Implication();

        @Override
        protected void run() {
            cloud.identity().delete(implication.path(cloud));
        }
    }

    @Command(description = "List implied roles")
    public static final class ListAll extends ListCommand {
        @Override
        protected Listing list() {
            var columns = List.of(
                    Column.of(
                            "Prior Role ID", pair -> Cell.of(pair.path("prior").path("id"))),
                    Column.of(
                            "Prior Role Name",
                            pair -> Cell.of(pair.path("prior").path("name"))),
                    Column.of(
                            "Implied Role ID",
                            pair -> Cell.of(pair.path("implied").path("id"))),
                    Column.of(
                            "Implied Role Name",
                            pair -> Cell.of(pair.path("implied").path("name"))));
            var inferences = cloud.identity().list("/role_inferences", Query.none(), "role_inferences");
            return Listing.of(
                    columns, inferences.stream().flatMap(ListAll::pairs).toList());
        }

        private static java.util.stream.Stream<JsonNode> pairs(JsonNode inference) {
            return inference.path("implies").valueStream().map(implied -> {
                var pair = Api.wrapped("prior", inference.path("prior_role"));
                pair.set("implied", implied);
                return pair;
            });
        }
    }
}
