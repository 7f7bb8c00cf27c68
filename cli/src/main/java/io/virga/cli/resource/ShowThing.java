package io.virga.cli.resource;

import io.virga.cli.auth.Cloud;
import io.virga.cli.auth.Query;
import io.virga.cli.command.ShowCommand;
import io.virga.cli.output.Details;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `… show`: enough as it is for every kind without options of its own.
@Command(description = "Display details")
public class ShowThing extends ShowCommand {

    private final Function<Cloud, Kind> kind;

    @Parameters(index = "0", paramLabel = "<name-or-id>", description = "What to display (name or ID)")
    private String nameOrId;

    public ShowThing(Kind kind) {
        this(cloud -> kind);
    }

    /// For things that lie under the caller, whom only the login tells.
    public ShowThing(Function<Cloud, Kind> kind) {
        this.kind = kind;
    }

    protected Kind kind() {
        return kind.apply(cloud);
    }

    /// What tells two things of the same name apart.
    protected Query narrowedBy() {
        return Query.none();
    }

    @Override
    protected Details show() {
        var at = kind();
        return at.view().apply(new Finder(cloud).whole(at, nameOrId, narrowedBy()));
    }
}
