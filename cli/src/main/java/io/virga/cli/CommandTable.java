package io.virga.cli;

import io.virga.cli.command.CloudCommand;
import io.virga.cli.compute.Flavors;
import io.virga.cli.compute.Hypervisors;
import io.virga.cli.compute.Keypairs;
import io.virga.cli.compute.Quotas;
import io.virga.cli.identity.Projects;
import io.virga.cli.identity.Roles;
import io.virga.cli.identity.TokenCommands;
import io.virga.cli.identity.Users;
import io.virga.cli.image.ImageCommands;
import io.virga.cli.image.ImageCreate;
import io.virga.cli.image.Images;
import io.virga.cli.network.FloatingIps;
import io.virga.cli.network.Kinds;
import io.virga.cli.network.Networks;
import io.virga.cli.network.Ports;
import io.virga.cli.network.Routers;
import io.virga.cli.network.Rules;
import io.virga.cli.network.SecurityGroups;
import io.virga.cli.network.Subnets;
import io.virga.cli.resource.DeleteThings;
import io.virga.cli.resource.ShowThing;
import io.virga.cli.server.ServerCommands;
import io.virga.cli.server.ServerCreate;
import io.virga.cli.server.ServerList;
import java.util.List;

/// Every command by the words that call it.
///
/// A switch, not a tree of picocli subcommands: only the one command that runs is ever built, which a quick start
/// needs.
final class CommandTable {

    static final List<String> NAMES = List.of(
            "availability zone list",
            "catalog list",
            "compute service list",
            "compute service set",
            "console log show",
            "endpoint list",
            "extension list",
            "flavor create",
            "flavor delete",
            "flavor list",
            "flavor show",
            "floating ip create",
            "floating ip delete",
            "floating ip list",
            "floating ip set",
            "floating ip show",
            "floating ip unset",
            "hypervisor list",
            "hypervisor show",
            "hypervisor stats show",
            "image create",
            "image delete",
            "image list",
            "image save",
            "image set",
            "image show",
            "keypair create",
            "keypair delete",
            "keypair list",
            "keypair show",
            "limits show",
            "network create",
            "network delete",
            "network list",
            "network set",
            "network show",
            "port create",
            "port delete",
            "port list",
            "port show",
            "project create",
            "project delete",
            "project list",
            "project set",
            "project show",
            "quota set",
            "quota show",
            "role add",
            "role assignment list",
            "role create",
            "role delete",
            "role list",
            "role remove",
            "role show",
            "router add port",
            "router add subnet",
            "router create",
            "router delete",
            "router list",
            "router remove port",
            "router remove subnet",
            "router set",
            "router show",
            "router unset",
            "security group create",
            "security group delete",
            "security group list",
            "security group rule create",
            "security group rule delete",
            "security group rule list",
            "security group rule show",
            "security group set",
            "security group show",
            "server add floating ip",
            "server add security group",
            "server create",
            "server delete",
            "server list",
            "server reboot",
            "server remove floating ip",
            "server remove security group",
            "server set",
            "server show",
            "server start",
            "server stop",
            "service list",
            "subnet create",
            "subnet delete",
            "subnet list",
            "subnet set",
            "subnet show",
            "token issue",
            "token revoke",
            "user create",
            "user delete",
            "user list",
            "user set",
            "user show");

    private CommandTable() {}

    /// A new command object, or null when no command has that name.
    static CloudCommand command(String name) {
        var first = name.indexOf(' ') < 0 ? name : name.substring(0, name.indexOf(' '));
        return switch (first) {
            case "server", "console" -> server(name);
            case "image" -> image(name);
            case "network", "subnet", "port", "extension" -> network(name);
            case "router", "security", "floating" -> routing(name);
            case "token", "catalog", "service", "endpoint", "project", "user", "role" -> identity(name);
            default -> compute(name);
        };
    }

    private static CloudCommand server(String name) {
        return switch (name) {
            case "server create" -> new ServerCreate();
            case "server list" -> new ServerList();
            case "server show" -> new ServerCommands.Show();
            case "server delete" -> new ServerCommands.Delete();
            case "server start" -> new ServerCommands.Power("os-start", "ACTIVE");
            case "server stop" -> new ServerCommands.Power("os-stop", "SHUTOFF");
            case "server reboot" -> new ServerCommands.Reboot();
            case "server set" -> new ServerCommands.Change();
            case "server add floating ip" -> new ServerCommands.AddFloatingIp();
            case "server remove floating ip" -> new ServerCommands.RemoveFloatingIp();
            case "server add security group" -> new ServerCommands.Group("addSecurityGroup");
            case "server remove security group" -> new ServerCommands.Group("removeSecurityGroup");
            case "console log show" -> new ServerCommands.ConsoleLog();
            default -> null;
        };
    }

    private static CloudCommand compute(String name) {
        return switch (name) {
            case "flavor create" -> new Flavors.Create();
            case "flavor list" -> new Flavors.ListAll();
            case "flavor show" -> new ShowThing(Flavors.KIND);
            case "flavor delete" -> new DeleteThings(Flavors.KIND);
            case "keypair create" -> new Keypairs.Create();
            case "keypair list" -> new Keypairs.ListAll();
            case "keypair show" -> new Keypairs.Show();
            case "keypair delete" -> new Keypairs.Delete();
            case "hypervisor list" -> new Hypervisors.ListAll();
            case "hypervisor show" -> new Hypervisors.Show();
            case "hypervisor stats show" -> new Hypervisors.Stats();
            case "compute service list" -> new Hypervisors.Services();
            case "compute service set" -> new Hypervisors.SetService();
            case "availability zone list" -> new Hypervisors.Zones();
            case "quota show" -> new Quotas.Show();
            case "quota set" -> new Quotas.Change();
            case "limits show" -> new Quotas.Limits();
            default -> null;
        };
    }

    private static CloudCommand image(String name) {
        return switch (name) {
            case "image create" -> new ImageCreate();
            case "image list" -> new ImageCommands.ListAll();
            case "image show" -> new ShowThing(Images.KIND);
            case "image set" -> new ImageCommands.Change();
            case "image save" -> new ImageCommands.Save();
            case "image delete" -> new DeleteThings(Images.KIND);
            default -> null;
        };
    }

    private static CloudCommand network(String name) {
        return switch (name) {
            case "network create" -> new Networks.Create();
            case "network list" -> new Networks.ListAll();
            case "network show" -> new ShowThing(Kinds.NETWORK);
            case "network set" -> new Networks.Change();
            case "network delete" -> new DeleteThings(Kinds.NETWORK);
            case "subnet create" -> new Subnets.Create();
            case "subnet list" -> new Subnets.ListAll();
            case "subnet show" -> new ShowThing(Kinds.SUBNET);
            case "subnet set" -> new Subnets.Change();
            case "subnet delete" -> new DeleteThings(Kinds.SUBNET);
            case "port create" -> new Ports.Create();
            case "port list" -> new Ports.ListAll();
            case "port show" -> new ShowThing(Kinds.PORT);
            case "port delete" -> new DeleteThings(Kinds.PORT);
            case "extension list" -> new Networks.Extensions();
            default -> null;
        };
    }

    private static CloudCommand routing(String name) {
        return switch (name) {
            case "router create" -> new Routers.Create();
            case "router list" -> new Routers.ListAll();
            case "router show" -> new ShowThing(Kinds.ROUTER);
            case "router set" -> new Routers.Change();
            case "router unset" -> new Routers.Unset();
            case "router delete" -> new DeleteThings(Kinds.ROUTER);
            case "router add subnet" -> new Routers.Interface("add_router_interface", Kinds.SUBNET);
            case "router remove subnet" -> new Routers.Interface("remove_router_interface", Kinds.SUBNET);
            case "router add port" -> new Routers.Interface("add_router_interface", Kinds.PORT);
            case "router remove port" -> new Routers.Interface("remove_router_interface", Kinds.PORT);
            case "security group create" -> new SecurityGroups.Create();
            case "security group list" -> new SecurityGroups.ListAll();
            case "security group show" -> new ShowThing(Kinds.GROUP);
            case "security group set" -> new SecurityGroups.Change();
            case "security group delete" -> new DeleteThings(Kinds.GROUP);
            case "security group rule create" -> new Rules.Create();
            case "security group rule list" -> new Rules.ListAll();
            case "security group rule show" -> new ShowThing(Kinds.RULE);
            case "security group rule delete" -> new DeleteThings(Kinds.RULE);
            case "floating ip create" -> new FloatingIps.Create();
            case "floating ip list" -> new FloatingIps.ListAll();
            case "floating ip show" -> new FloatingIps.Show();
            case "floating ip set" -> new FloatingIps.Change();
            case "floating ip unset" -> new FloatingIps.Unset();
            case "floating ip delete" -> new FloatingIps.Delete();
            default -> null;
        };
    }

    private static CloudCommand identity(String name) {
        return switch (name) {
            case "token issue" -> new TokenCommands.Issue();
            case "token revoke" -> new TokenCommands.Revoke();
            case "catalog list" -> new TokenCommands.Catalog();
            case "service list" -> new TokenCommands.Services();
            case "endpoint list" -> new TokenCommands.Endpoints();
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
