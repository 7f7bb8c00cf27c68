package io.virga.cli;

import io.virga.cli.command.CloudCommand;
import io.virga.cli.delegation.ApplicationCredentials;
import io.virga.cli.delegation.Consumers;
import io.virga.cli.delegation.Credentials;
import io.virga.cli.delegation.Ec2Credentials;
import io.virga.cli.delegation.Trusts;
import io.virga.cli.output.Column;
import io.virga.cli.resource.DeleteThings;
import io.virga.cli.resource.ListThings;
import io.virga.cli.resource.ShowThing;
import java.util.List;

/// The commands that hand rights on, and those about keys and secrets.
final class DelegationTable {

    static final List<String> NAMES = List.of(
            "access rule delete",
            "access rule list",
            "access rule show",
            "application credential create",
            "application credential delete",
            "application credential list",
            "application credential show",
            "consumer create",
            "consumer delete",
            "consumer list",
            "consumer set",
            "consumer show",
            "credential create",
            "credential delete",
            "credential list",
            "credential set",
            "credential show",
            "ec2 credentials create",
            "ec2 credentials delete",
            "ec2 credentials list",
            "ec2 credentials show",
            "trust create",
            "trust delete",
            "trust list",
            "trust show");

    private DelegationTable() {}

    /// A new command object, or null when no command has that name.
    static CloudCommand command(String name) {
        return switch (name) {
            case "application credential create" -> new ApplicationCredentials.Create();
            case "application credential delete" -> new DeleteThings(ApplicationCredentials::own);
            case "application credential list" -> ApplicationCredentials.ListAll.credentials();
            case "application credential show" -> new ShowThing(ApplicationCredentials::own);
            case "access rule delete" -> new DeleteThings(ApplicationCredentials::ownRules);
            case "access rule list" -> ApplicationCredentials.ListAll.rules();
            case "access rule show" -> new ShowThing(ApplicationCredentials::ownRules);
            case "trust create" -> new Trusts.Create();
            case "trust delete" -> new DeleteThings(Trusts.KIND);
            case "trust list" -> new Trusts.ListAll();
            case "trust show" -> new ShowThing(Trusts.KIND);
            case "ec2 credentials create" -> new Ec2Credentials.Create();
            case "ec2 credentials delete" -> new Ec2Credentials.Delete();
            case "ec2 credentials list" -> new Ec2Credentials.ListAll();
            case "ec2 credentials show" -> new Ec2Credentials.Show();
            case "credential create" -> new Credentials.Create();
            case "credential delete" -> new DeleteThings(Credentials.KIND);
            case "credential list" -> new Credentials.ListAll();
            case "credential set" -> new Credentials.Change();
            case "credential show" -> new ShowThing(Credentials.KIND);
            case "consumer create" -> new Consumers.Create();
            case "consumer delete" -> new DeleteThings(Consumers.KIND);
            case "consumer list" ->
                new ListThings(Consumers.KIND, Column.all("ID", "id", "Description", "description"));
            case "consumer set" -> new Consumers.Change();
            case "consumer show" -> new ShowThing(Consumers.KIND);
            default -> null;
        };
    }
}
