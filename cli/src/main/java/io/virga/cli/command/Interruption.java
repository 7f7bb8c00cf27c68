package io.virga.cli.command;

/// Tells whoever ends the command from outside (Ctrl-C, SIGTERM, a terminal that goes away) how to go on, unless it is
/// closed by then.
public final class Interruption implements AutoCloseable {

    private final Thread hook;

    public Interruption(Terminal terminal, String howToGoOn) {
        hook = new Thread(() -> terminal.say("Interrupted. " + howToGoOn));
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
