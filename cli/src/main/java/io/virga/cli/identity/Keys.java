package io.virga.cli.identity;

import io.virga.cli.auth.Api;
import io.virga.cli.auth.Query;
import io.virga.cli.command.ListCommand;
import io.virga.cli.command.ShowCommand;
import io.virga.cli.output.Column;
import io.virga.cli.output.Details;
import io.virga.cli.output.Listing;
import java.util.List;
import picocli.CommandLine.Command;

/// `virga identity key …`: the keys that sign tokens. Only Virga's identity service has these.
public final class Keys {

    private static final String PATH = "/auth/keys";

    private Keys() {}

    @Command(description = "List the keys that sign tokens")
    public static final class ListAll extends ListCommand {
        @Override
        protected Listing list() {
            var columns = List.of(
                    Column.of("ID", "id"), Column.of("Status", "status"), Column.of("Signs From", "signs_from"));
            return Listing.of(columns, cloud.identity().list(PATH, Query.none(), "keys"));
        }
    }

    @Command(description = "Make the next key that signs tokens; the one before stays good for those that it signed")
    public static final class Rotate extends ShowCommand {
        @Override
        protected Details show() {
            return Details.of(cloud.identity()
                    .post(PATH, Api.wrapped("key", Api.object()))
                    .path("key"));
        }
    }
}
