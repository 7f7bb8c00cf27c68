package io.virga.cli.resource;

import io.virga.cli.auth.Cloud;
import io.virga.cli.auth.Query;
import io.virga.cli.command.CloudCommand;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `… delete`: enough as it is for every kind without options of its own.
@Command(description = "Delete one or more")
public class DeleteThings extends CloudCommand {

    private final Function<Cloud, Kind> kind;

    @Parameters(arity = "1..*", paramLabel = "<name-or-id>", description = "What to delete (name or ID)")
    private List<String> namesOrIds;

    public DeleteThings(Kind kind) {
        this(cloud -> kind);
    }

    /// For things that lie under the caller, whom only the login tells.
    public DeleteThings(Function<Cloud, Kind> kind) {
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
    protected void run() {
        var at = kind();
        var api = cloud.api(at.service());
        var finder = new Finder(cloud);
        var narrowed = narrowedBy();
        new Each(terminal, "delete", at.label())
                .of(namesOrIds, name -> api.delete(at.at(finder.id(at, name, narrowed))));
    }
}
