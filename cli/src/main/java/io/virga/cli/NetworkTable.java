package io.virga.cli;

import io.virga.cli.command.CloudCommand;
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
import java.util.List;

/// The commands of the network service.
final class NetworkTable {

    static final List<String> NAMES = List.of(
            "extension list",
            "floating ip create",
            "floating ip delete",
            "floating ip list",
            "floating ip set",
            "floating ip show",
            "floating ip unset",
            "network create",
            "network delete",
            "network list",
            "network set",
            "network show",
            "port create",
            "port delete",
            "port list",
            "port show",
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
            "subnet create",
            "subnet delete",
            "subnet list",
            "subnet set",
            "subnet show");

    private NetworkTable() {}

    /// A new command object, or null when no command has that name.
    static CloudCommand command(String name) {
        return switch (CommandTable.firstWord(name)) {
            case "router", "security", "floating" -> routing(name);
            default -> network(name);
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
}
