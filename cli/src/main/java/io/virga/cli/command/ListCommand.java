package io.virga.cli.command;

import io.virga.cli.output.Listing;
import io.virga.cli.output.OutputOptions;
import picocli.CommandLine.Mixin;

/// A command whose result is a table of many things.
public abstract class ListCommand extends CloudCommand {

    @Mixin
    protected final OutputOptions output = new OutputOptions();

    protected abstract Listing list();

    @Override
    protected final void run() {
        output.print(list(), terminal.out());
    }
}
