package io.virga.cli.command;

/// Tells whoever ends the command from outside (Ctrl-C, SIGTERM, a terminal that goes away) how to go on, unless it is
/// closed by then.
public final class Interruption implements AutoCloseable {

    private final Thread hook;

    public Interruption(Terminal terminal, String howToGoOn) {
        this(terminal, howToGoOn, () -> {});
    }

    /// `cleanUp` is done before anything is told.
    public Interruption(Terminal terminal, String howToGoOn, Runnable cleanUp) {
        hook = new Thread(() -> {
            cleanUp.run();
            terminal.say("Interrupted. " + howToGoOn);
        });
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // it ends already
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // it ends, and says so
        }
    }
}
