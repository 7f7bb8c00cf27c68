package io.virga.cli;

import io.virga.cli.command.CloudCommand;
import io.virga.cli.identity.Audit;
import java.util.List;

/// The commands about what was asked of the cloud.
final class AuditTable {

    static final List<String> NAMES = List.of("audit checkpoint", "audit list", "audit show", "audit verify");

    private AuditTable() {}

    /// A new command object, or null when no command has that name.
    static CloudCommand command(String name) {
        return switch (name) {
            case "audit checkpoint" -> new Audit.Checkpoint();
            case "audit list" -> new Audit.ListAll();
            case "audit show" -> new Audit.Show();
            case "audit verify" -> new Audit.Verify();
            default -> null;
        };
    }
}
