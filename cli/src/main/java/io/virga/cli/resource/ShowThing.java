package io.virga.cli.resource;

import io.virga.cli.command.ShowCommand;
import io.virga.cli.output.Details;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `… show` for every kind without options of its own.
@Command(description = "Display details")
public final class ShowThing extends ShowCommand {

    private final Kind kind;

    @Parameters(index = "0", paramLabel = "<name-or-id>", description = "What to display (name or ID)")
    private String nameOrId;

    public ShowThing(Kind kind) {
        this.kind = kind;
    }

    @Override
    protected Details show() {
        var found = new Finder(cloud).find(kind, nameOrId);
        var complete = cloud.api(kind.service())
                .get(kind.path() + "/" + found.path("id").asText());
        return kind.view().apply(kind.unwrap(complete));
    }
}
