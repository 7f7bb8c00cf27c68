package io.virga.cli;

import io.virga.cli.command.CloudCommand;
import io.virga.cli.compute.Aggregates;
import io.virga.cli.compute.Flavors;
import io.virga.cli.compute.Hypervisors;
import io.virga.cli.compute.Keypairs;
import io.virga.cli.compute.Quotas;
import io.virga.cli.resource.DeleteThings;
import io.virga.cli.resource.ShowThing;
import io.virga.cli.server.ServerChanges;
import io.virga.cli.server.ServerCommands;
import io.virga.cli.server.ServerCreate;
import io.virga.cli.server.ServerEvents;
import io.virga.cli.server.ServerImage;
import io.virga.cli.server.ServerList;
import java.util.List;

/// The commands of the compute service.
final class ComputeTable {

    static final List<String> NAMES = List.of(
            "aggregate add host",
            "aggregate cache image",
            "aggregate create",
            "aggregate delete",
            "aggregate image list",
            "aggregate list",
            "aggregate remove host",
            "aggregate set",
            "aggregate show",
            "aggregate unset",
            "availability zone list",
            "compute service list",
            "compute service set",
            "console log show",
            "flavor create",
            "flavor delete",
            "flavor list",
            "flavor show",
            "hypervisor list",
            "hypervisor show",
            "hypervisor stats show",
            "keypair create",
            "keypair delete",
            "keypair list",
            "keypair show",
            "limits show",
            "quota set",
            "quota show",
            "server add floating ip",
            "server add security group",
            "server create",
            "server delete",
            "server event list",
            "server event show",
            "server image create",
            "server list",
            "server reboot",
            "server remove floating ip",
            "server remove security group",
            "server set",
            "server show",
            "server start",
            "server stop",
            "server unset");

    private ComputeTable() {}

    /// A new command object, or null when no command has that name.
    static CloudCommand command(String name) {
        return switch (CommandTable.firstWord(name)) {
            case "server", "console" -> server(name);
            case "aggregate" -> aggregate(name);
            default -> compute(name);
        };
    }

    private static CloudCommand server(String name) {
        return switch (name) {
            case "server create" -> new ServerCreate();
            case "server list" -> new ServerList();
            case "server show" -> new ServerCommands.Show();
            case "server delete" -> new ServerCommands.Delete();
            case "server event list" -> new ServerEvents.ListAll();
            case "server event show" -> new ServerEvents.Show();
            case "server image create" -> new ServerImage();
            case "server start" -> new ServerCommands.Power("os-start", "ACTIVE");
            case "server stop" -> new ServerCommands.Power("os-stop", "SHUTOFF");
            case "server reboot" -> new ServerCommands.Reboot();
            case "server set" -> new ServerChanges.Change();
            case "server unset" -> new ServerChanges.Unset();
            case "server add floating ip" -> new ServerCommands.AddFloatingIp();
            case "server remove floating ip" -> new ServerCommands.RemoveFloatingIp();
            case "server add security group" -> new ServerCommands.Group("addSecurityGroup");
            case "server remove security group" -> new ServerCommands.Group("removeSecurityGroup");
            case "console log show" -> new ServerCommands.ConsoleLog();
            default -> null;
        };
    }

    private static CloudCommand aggregate(String name) {
        return switch (name) {
            case "aggregate add host" -> new Aggregates.Host("add_host");
            case "aggregate cache image" -> new Aggregates.CacheImages();
            case "aggregate create" -> new Aggregates.Create();
            case "aggregate delete" -> new DeleteThings(Aggregates.KIND);
            case "aggregate image list" -> new Aggregates.CachedImages();
            case "aggregate list" -> new Aggregates.ListAll();
            case "aggregate remove host" -> new Aggregates.Host("remove_host");
            case "aggregate set" -> new Aggregates.Change();
            case "aggregate show" -> new ShowThing(Aggregates.KIND);
            case "aggregate unset" -> new Aggregates.Unset();
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
}
