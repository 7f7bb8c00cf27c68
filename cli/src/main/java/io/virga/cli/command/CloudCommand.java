package io.virga.cli.command;

import io.virga.cli.auth.Cloud;
import java.nio.file.Path;

/// A command that talks to a cloud. All fields are set before [#run()]; the login happens with the first request, so
/// that wrong arguments are told without one.
public abstract class CloudCommand {

    protected Cloud cloud;
    protected Terminal terminal;

    /// The folder for what one run leaves to the next; it need not exist.
    protected Path state;

    public final void run(Cloud at, Terminal on, Path remembered) {
        cloud = at;
        terminal = on;
        state = remembered;
        run();
    }

    /// Returns when all is done; throws [io.virga.cli.failure.CliFailure] when it is not.
    protected abstract void run();
}
