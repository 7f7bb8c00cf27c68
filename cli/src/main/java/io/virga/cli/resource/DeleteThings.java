package io.virga.cli.resource;

import io.virga.cli.command.CloudCommand;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `… delete` for every kind without options of its own.
@Command(description = "Delete one or more")
public final class DeleteThings extends CloudCommand {

    private final Kind kind;

    @Parameters(arity = "1..*", paramLabel = "<name-or-id>", description = "What to delete (name or ID)")
    private List<String> namesOrIds;

    public DeleteThings(Kind kind) {
        this.kind = kind;
    }

    @Override
    protected void run() {
        var api = cloud.api(kind.service());
        var finder = new Finder(cloud);
        new Each(terminal, "delete", kind.label())
                .of(namesOrIds, name -> api.delete(kind.path() + "/" + finder.id(kind, name)));
    }
}
