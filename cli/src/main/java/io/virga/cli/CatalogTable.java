package io.virga.cli;

import io.virga.cli.catalog.EndpointFilters;
import io.virga.cli.catalog.EndpointGroups;
import io.virga.cli.catalog.Endpoints;
import io.virga.cli.catalog.Regions;
import io.virga.cli.catalog.Services;
import io.virga.cli.command.CloudCommand;
import io.virga.cli.identity.Kinds;
import io.virga.cli.identity.TokenCommands;
import io.virga.cli.resource.DeleteThings;
import io.virga.cli.resource.ShowThing;
import java.util.List;

/// The commands about the services of the cloud and where they are.
final class CatalogTable {

    static final List<String> NAMES = List.of(
            "catalog list",
            "catalog show",
            "endpoint add project",
            "endpoint create",
            "endpoint delete",
            "endpoint group add project",
            "endpoint group create",
            "endpoint group delete",
            "endpoint group list",
            "endpoint group remove project",
            "endpoint group set",
            "endpoint group show",
            "endpoint list",
            "endpoint remove project",
            "endpoint set",
            "endpoint show",
            "region create",
            "region delete",
            "region list",
            "region set",
            "region show",
            "service create",
            "service delete",
            "service list",
            "service set",
            "service show");

    private CatalogTable() {}

    /// A new command object, or null when no command has that name.
    static CloudCommand command(String name) {
        return switch (name) {
            case "catalog list" -> new TokenCommands.Catalog();
            case "catalog show" -> new TokenCommands.ShowService();
            case "region create" -> new Regions.Create();
            case "region delete" -> new DeleteThings(Kinds.REGION);
            case "region list" -> new Regions.ListAll();
            case "region set" -> new Regions.Change();
            case "region show" -> new ShowThing(Kinds.REGION);
            case "service create" -> new Services.Create();
            case "service delete" -> new DeleteThings(Kinds.SERVICE);
            case "service list" -> new Services.ListAll();
            case "service set" -> new Services.Change();
            case "service show" -> new ShowThing(Kinds.SERVICE);
            case "endpoint create" -> new Endpoints.Create();
            case "endpoint delete" -> new DeleteThings(Endpoints.KIND);
            case "endpoint list" -> new Endpoints.ListAll();
            case "endpoint set" -> new Endpoints.Change();
            case "endpoint show" -> new Endpoints.Show();
            case "endpoint add project" -> new EndpointFilters.Tie(Endpoints.KIND, true);
            case "endpoint remove project" -> new EndpointFilters.Tie(Endpoints.KIND, false);
            case "endpoint group create" -> new EndpointGroups.Create();
            case "endpoint group delete" -> new DeleteThings(EndpointGroups.KIND);
            case "endpoint group list" -> new EndpointGroups.ListAll();
            case "endpoint group set" -> new EndpointGroups.Change();
            case "endpoint group show" -> new ShowThing(EndpointGroups.KIND);
            case "endpoint group add project" -> new EndpointFilters.Tie(EndpointGroups.KIND, true);
            case "endpoint group remove project" -> new EndpointFilters.Tie(EndpointGroups.KIND, false);
            default -> null;
        };
    }
}
