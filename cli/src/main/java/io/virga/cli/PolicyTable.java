package io.virga.cli;

import io.virga.cli.command.CloudCommand;
import io.virga.cli.identity.Policies;
import io.virga.cli.policy.PolicyCommands;
import io.virga.cli.resource.DeleteThings;
import io.virga.cli.resource.ShowThing;
import java.util.List;

/// The commands about policies: those that the Identity API keeps for others, and the rules that every service has.
final class PolicyTable {

    static final List<String> NAMES = List.of(
            "policy create",
            "policy delete",
            "policy explain",
            "policy list",
            "policy rule list",
            "policy set",
            "policy show");

    private PolicyTable() {}

    /// A new command object, or null when no command has that name.
    static CloudCommand command(String name) {
        return switch (name) {
            case "policy create" -> new Policies.Create();
            case "policy delete" -> new DeleteThings(Policies.KIND);
            case "policy explain" -> new PolicyCommands.Explain();
            case "policy rule list" -> new PolicyCommands.ListAll();
            case "policy list" -> new Policies.ListAll();
            case "policy set" -> new Policies.Change();
            case "policy show" -> new ShowThing(Policies.KIND);
            default -> null;
        };
    }
}
