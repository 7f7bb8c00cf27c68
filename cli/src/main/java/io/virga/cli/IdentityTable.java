package io.virga.cli;

import io.virga.cli.command.CloudCommand;
import io.virga.cli.identity.ByDomain;
import io.virga.cli.identity.Domains;
import io.virga.cli.identity.Groups;
import io.virga.cli.identity.ImpliedRoles;
import io.virga.cli.identity.Keys;
import io.virga.cli.identity.Kinds;
import io.virga.cli.identity.Projects;
import io.virga.cli.identity.RoleAssignments;
import io.virga.cli.identity.Roles;
import io.virga.cli.identity.TokenCommands;
import io.virga.cli.identity.Users;
import io.virga.cli.resource.DeleteThings;
import io.virga.cli.resource.ShowThing;
import java.util.List;

/// The commands about people, their roles, and where they work.
final class IdentityTable {

    static final List<String> NAMES = List.of(
            "domain create",
            "domain delete",
            "domain list",
            "domain set",
            "domain show",
            "group add user",
            "group contains user",
            "group create",
            "group delete",
            "group list",
            "group remove user",
            "group set",
            "group show",
            "identity key list",
            "identity key rotate",
            "implied role create",
            "implied role delete",
            "implied role list",
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
            "role set",
            "role show",
            "token issue",
            "token revoke",
            "user create",
            "user delete",
            "user list",
            "user password set",
            "user set",
            "user show");

    private IdentityTable() {}

    /// A new command object, or null when no command has that name.
    static CloudCommand command(String name) {
        return switch (name) {
            case "domain create" -> new Domains.Create();
            case "domain delete" -> new DeleteThings(Kinds.DOMAIN);
            case "domain list" -> new Domains.ListAll();
            case "domain set" -> new Domains.Change();
            case "domain show" -> new ShowThing(Kinds.DOMAIN);
            case "project create" -> new Projects.Create();
            case "project delete" -> new ByDomain.Delete(Kinds.PROJECT);
            case "project list" -> new Projects.ListAll();
            case "project set" -> new Projects.Change();
            case "project show" -> new Projects.Show();
            case "user create" -> new Users.Create();
            case "user delete" -> new ByDomain.Delete(Kinds.USER);
            case "user list" -> new Users.ListAll();
            case "user set" -> new Users.Change();
            case "user show" -> new ByDomain.Show(Kinds.USER);
            case "user password set" -> new Users.SetPassword();
            case "group create" -> new Groups.Create();
            case "group delete" -> new ByDomain.Delete(Kinds.GROUP);
            case "group list" -> new Groups.ListAll();
            case "group set" -> new Groups.Change();
            case "group show" -> new ByDomain.Show(Kinds.GROUP);
            case "group add user" -> new Groups.Membership(true);
            case "group remove user" -> new Groups.Membership(false);
            case "group contains user" -> new Groups.Contains();
            case "role create" -> new Roles.Create();
            case "role delete" -> new ByDomain.Delete(Kinds.ROLE);
            case "role list" -> new Roles.ListAll();
            case "role set" -> new Roles.Change();
            case "role show" -> new ByDomain.Show(Kinds.ROLE);
            case "role add" -> new Roles.Add();
            case "role remove" -> new Roles.Remove();
            case "role assignment list" -> new RoleAssignments();
            case "implied role create" -> new ImpliedRoles.Create();
            case "implied role delete" -> new ImpliedRoles.Delete();
            case "implied role list" -> new ImpliedRoles.ListAll();
            case "identity key list" -> new Keys.ListAll();
            case "identity key rotate" -> new Keys.Rotate();
            case "token issue" -> new TokenCommands.Issue();
            case "token revoke" -> new TokenCommands.Revoke();
            default -> null;
        };
    }
}
