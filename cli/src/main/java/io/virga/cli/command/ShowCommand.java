package io.virga.cli.command;

import io.virga.cli.output.Details;
import io.virga.cli.output.OutputOptions;
import picocli.CommandLine.Mixin;

/// A command whose result is one thing with its fields.
public abstract class ShowCommand extends CloudCommand {

    @Mixin
    protected final OutputOptions output = new OutputOptions();

    protected abstract Details show();

    @Override
    protected final void run() {
        output.print(show(), terminal.out());
    }
}
