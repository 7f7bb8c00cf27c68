package io.virga.cli.command;

import io.virga.cli.auth.Cloud;

/// A command that talks to a cloud. `cloud` and `terminal` are set before [#run()]; the login happens with the first
/// request, so that wrong arguments are told without one.
public abstract class CloudCommand {

    protected Cloud cloud;
    protected Terminal terminal;

    public final void run(Cloud at, Terminal on) {
        cloud = at;
        terminal = on;
        run();
    }

    /// Returns when all is done; throws [io.virga.cli.failure.CliFailure] when it is not.
    protected abstract void run();
}
