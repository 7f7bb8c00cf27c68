package io.virga.cli.resource;

import io.virga.cli.auth.Query;
import io.virga.cli.command.ListCommand;
import io.virga.cli.output.Column;
import io.virga.cli.output.Listing;
import java.util.List;
import picocli.CommandLine.Command;

/// `… list` for every kind without options of its own.
@Command(description = "List all")
public final class ListThings extends ListCommand {

    private final Kind kind;
    private final List<Column> columns;

    public ListThings(Kind kind, List<Column> columns) {
        this.kind = kind;
        this.columns = columns;
    }

    @Override
    protected Listing list() {
        return Listing.of(columns, new Things(cloud, kind).all(Query.none()));
    }
}
