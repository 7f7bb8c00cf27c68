package io.virga.cli;

import io.virga.cli.command.CloudCommand;
import java.util.List;
import java.util.stream.Stream;

/// Every command by the words that call it: one table per field of work, found by the first word.
///
/// Switches, not a tree of picocli subcommands: only the one command that runs is ever built, which a quick start
/// needs.
final class CommandTable {

    private CommandTable() {}

    /// All commands in alphabetical order, for the help.
    static List<String> names() {
        return Stream.of(
                        AuditTable.NAMES,
                        CatalogTable.NAMES,
                        ComputeTable.NAMES,
                        DelegationTable.NAMES,
                        FederationTable.NAMES,
                        IdentityTable.NAMES,
                        ImageTable.NAMES,
                        LimitTable.NAMES,
                        NetworkTable.NAMES,
                        PolicyTable.NAMES)
                .flatMap(List::stream)
                .sorted()
                .toList();
    }

    /// A new command object, or null when no command has that name.
    static CloudCommand command(String name) {
        return switch (firstWord(name)) {
            case "domain", "project", "user", "group", "role", "implied", "token" -> IdentityTable.command(name);
            case "audit" -> AuditTable.command(name);
            case "catalog", "region", "endpoint" -> CatalogTable.command(name);
            case "service" ->
                name.startsWith("service provider") ? FederationTable.command(name) : CatalogTable.command(name);
            case "application", "access", "trust", "ec2", "credential", "consumer" -> DelegationTable.command(name);
            case "identity" ->
                name.startsWith("identity key") ? IdentityTable.command(name) : FederationTable.command(name);
            case "mapping", "federation" -> FederationTable.command(name);
            case "limit", "registered" -> LimitTable.command(name);
            case "image" -> ImageTable.command(name);
            case "network", "subnet", "port", "extension", "router", "security", "floating" ->
                NetworkTable.command(name);
            case "policy" -> PolicyTable.command(name);
            default -> ComputeTable.command(name);
        };
    }

    static String firstWord(String name) {
        var space = name.indexOf(' ');
        return space < 0 ? name : name.substring(0, space);
    }
}
