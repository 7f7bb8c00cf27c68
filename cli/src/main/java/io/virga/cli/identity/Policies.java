package io.virga.cli.identity;

import io.virga.cli.auth.Query;
import io.virga.cli.command.ArgumentFile;
import io.virga.cli.command.CloudCommand;
import io.virga.cli.command.ListCommand;
import io.virga.cli.command.ShowCommand;
import io.virga.cli.output.Column;
import io.virga.cli.output.Details;
import io.virga.cli.output.Listing;
import io.virga.cli.resource.Body;
import io.virga.cli.resource.Finder;
import io.virga.cli.resource.Kind;
import io.virga.cli.resource.Things;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `virga policy …` of Identity v3: documents that the identity service keeps for others, and never reads itself.
public final class Policies {

    public static final Kind KIND = Kinds.identity("/policies", "policy", "policies")
            .knownBy()
            .shownAs(policy -> Details.plain(policy).renamed("blob", "rules"));

    private Policies() {}

    @Command(description = "Create new policy")
    public static final class Create extends ShowCommand {
        @Parameters(index = "0", paramLabel = "<filename>", description = "File with the policy rules")
        private Path rules;

        @Option(names = "--type", paramLabel = "<type>", description = "MIME type of the rules (application/json)")
        private String type = "application/json";

        @Override
        protected Details show() {
            var body = new Body().with("blob", ArgumentFile.text(rules)).with("type", type);
            return new Things(cloud, KIND).created(body);
        }
    }

    @Command(description = "List policies")
    public static final class ListAll extends ListCommand {
        @Option(names = "--long", description = "List additional fields in output")
        private boolean detailed;

        @Override
        protected Listing list() {
            var columns = Column.all("ID", "id", "Type", "type");
            if (detailed) {
                columns.addAll(Column.all("Rules", "blob"));
            }
            return Listing.of(columns, new Things(cloud, KIND).all(Query.none()));
        }
    }

    @Command(description = "Set policy properties")
    public static final class Change extends CloudCommand {
        @Parameters(index = "0", paramLabel = "<policy>", description = "Policy to modify (ID)")
        private String policy;

        @Option(names = "--type", paramLabel = "<type>", description = "New MIME type of the rules")
        private String type;

        @Option(names = "--rules", paramLabel = "<filename>", description = "File with the new policy rules")
        private Path rules;

        @Override
        protected void run() {
            var body = new Body().with("type", type);
            if (rules != null) {
                body.with("blob", ArgumentFile.text(rules));
            }
            new Things(cloud, KIND).changed(new Finder(cloud).id(KIND, policy), body);
        }
    }
}
