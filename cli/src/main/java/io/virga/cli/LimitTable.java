package io.virga.cli;

import io.virga.cli.command.CloudCommand;
import io.virga.cli.limit.Limits;
import io.virga.cli.limit.RegisteredLimits;
import io.virga.cli.resource.DeleteThings;
import io.virga.cli.resource.ShowThing;
import java.util.List;

/// The commands about unified limits.
final class LimitTable {

    static final List<String> NAMES = List.of(
            "limit create",
            "limit delete",
            "limit list",
            "limit set",
            "limit show",
            "registered limit create",
            "registered limit delete",
            "registered limit list",
            "registered limit set",
            "registered limit show");

    private LimitTable() {}

    /// A new command object, or null when no command has that name.
    static CloudCommand command(String name) {
        return switch (name) {
            case "limit create" -> new Limits.Create();
            case "limit delete" -> new DeleteThings(Limits.KIND);
            case "limit list" -> new Limits.ListAll();
            case "limit set" -> new Limits.Change();
            case "limit show" -> new ShowThing(Limits.KIND);
            case "registered limit create" -> new RegisteredLimits.Create();
            case "registered limit delete" -> new DeleteThings(RegisteredLimits.KIND);
            case "registered limit list" -> new RegisteredLimits.ListAll();
            case "registered limit set" -> new RegisteredLimits.Change();
            case "registered limit show" -> new ShowThing(RegisteredLimits.KIND);
            default -> null;
        };
    }
}
