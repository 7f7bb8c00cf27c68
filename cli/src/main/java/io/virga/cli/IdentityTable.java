package io.virga.cli;

import io.virga.cli.command.CloudCommand;
import io.virga.cli.identity.Keys;
import io.virga.cli.identity.Projects;
import io.virga.cli.identity.Roles;
import io.virga.cli.identity.TokenCommands;
import io.virga.cli.identity.Users;
import io.virga.cli.resource.DeleteThings;
import io.virga.cli.resource.ShowThing;
import java.util.List;

/// The commands of the identity service.
final class IdentityTable {

    static final List<String> NAMES = List.of(
            "catalog list",
            "endpoint list",
            "identity key list",
            "identity key rotate",
            "project create",
            "project delete",
            "project list",
            "project set",
            "project show",
            "role add",
            "role assignment list",
            "role create",
            "role delete",
            "role list",
            "role remove",
            "role show",
            "service list",
            "token issue",
            "token revoke",
            "user create",
            "user delete",
            "user list",
            "user set",
            "user show");

    private IdentityTable() {}

    /// A new command object, or null when no command has that name.
    static CloudCommand command(String name) {
        return switch (name) {
            case "token issue" -> new TokenCommands.Issue();
            case "token revoke" -> new TokenCommands.Revoke();
            case "catalog list" -> new TokenCommands.Catalog();
            case "service list" -> new TokenCommands.Services();
            case "endpoint list" -> new TokenCommands.Endpoints();
            case "identity key list" -> new Keys.ListAll();
            case "identity key rotate" -> new Keys.Rotate();
            case "project create" -> new Projects.Create();
            case "project list" -> new Projects.ListAll();
            case "project show" -> new ShowThing(Projects.KIND);
            case "project set" -> new Projects.Change();
            case "project delete" -> new DeleteThings(Projects.KIND);
            case "user create" -> new Users.Create();
            case "user list" -> new Users.ListAll();
            case "user show" -> new ShowThing(Users.KIND);
            case "user set" -> new Users.Change();
            case "user delete" -> new DeleteThings(Users.KIND);
            case "role create" -> new Roles.Create();
            case "role list" -> new Roles.ListAll();
            case "role show" -> new ShowThing(Roles.KIND);
            case "role delete" -> new DeleteThings(Roles.KIND);
            case "role add" -> new Roles.Add();
            case "role remove" -> new Roles.Remove();
            case "role assignment list" -> new Roles.Assignments();
            default -> null;
        };
    }
}
