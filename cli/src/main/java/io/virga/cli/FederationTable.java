package io.virga.cli;

import io.virga.cli.command.CloudCommand;
import io.virga.cli.federation.Accessible;
import io.virga.cli.federation.IdentityProviders;
import io.virga.cli.federation.Mappings;
import io.virga.cli.federation.Protocols;
import io.virga.cli.federation.ServiceProviders;
import io.virga.cli.output.Column;
import io.virga.cli.resource.DeleteThings;
import io.virga.cli.resource.ListThings;
import io.virga.cli.resource.ShowThing;
import java.util.List;

/// The commands about users whom others know.
final class FederationTable {

    static final List<String> NAMES = List.of(
            "federation domain list",
            "federation project list",
            "federation protocol create",
            "federation protocol delete",
            "federation protocol list",
            "federation protocol set",
            "federation protocol show",
            "identity provider create",
            "identity provider delete",
            "identity provider list",
            "identity provider set",
            "identity provider show",
            "mapping create",
            "mapping delete",
            "mapping list",
            "mapping set",
            "mapping show",
            "service provider create",
            "service provider delete",
            "service provider list",
            "service provider set",
            "service provider show");

    private FederationTable() {}

    /// A new command object, or null when no command has that name.
    static CloudCommand command(String name) {
        return switch (name) {
            case "identity provider create" -> new IdentityProviders.Create();
            case "identity provider delete" -> new DeleteThings(IdentityProviders.KIND);
            case "identity provider list" -> new IdentityProviders.ListAll();
            case "identity provider set" -> new IdentityProviders.Change();
            case "identity provider show" -> new ShowThing(IdentityProviders.KIND);
            case "mapping create" -> new Mappings.Create();
            case "mapping delete" -> new DeleteThings(Mappings.KIND);
            case "mapping list" -> new ListThings(Mappings.KIND, Column.all("ID", "id"));
            case "mapping set" -> new Mappings.Change();
            case "mapping show" -> new ShowThing(Mappings.KIND);
            case "federation protocol create" -> new Protocols.Create();
            case "federation protocol delete" -> new Protocols.Delete();
            case "federation protocol list" -> new Protocols.ListAll();
            case "federation protocol set" -> new Protocols.Change();
            case "federation protocol show" -> new Protocols.Show();
            case "service provider create" -> new ServiceProviders.Create();
            case "service provider delete" -> new DeleteThings(ServiceProviders.KIND);
            case "service provider list" -> new ListThings(ServiceProviders.KIND, ServiceProviders.columns());
            case "service provider set" -> new ServiceProviders.Change();
            case "service provider show" -> new ShowThing(ServiceProviders.KIND);
            case "federation domain list" -> new ListThings(Accessible.DOMAIN, Accessible.domains());
            case "federation project list" -> new ListThings(Accessible.PROJECT, Accessible.projects());
            default -> null;
        };
    }
}
