package io.virga.cli.command;

import io.virga.cli.failure.CliFailure;
import java.io.Console;
import java.util.Arrays;

/// Asks for secrets on the terminal, where nobody sees them being typed and no history keeps them.
public final class Secrets {

    private Secrets() {}

    /// @param option how the secret can be given where there is no terminal
    public static String ask(String prompt, String option) {
        var typed = console(option).readPassword(prompt);
        if (typed == null) {
            throw CliFailure.of("Nothing was typed.").advise("Run the command again.");
        }
        return new String(typed);
    }

    /// Asks twice: nobody can see a slip.
    public static String askTwice(String prompt, String option) {
        var console = console(option);
        var first = console.readPassword(prompt);
        var again = console.readPassword("Repeat it: ");
        if (first == null || !Arrays.equals(first, again)) {
            throw CliFailure.of("The two passwords differ.").advise("Run the command again.");
        }
        return new String(first);
    }

    private static Console console(String option) {
        var console = System.console();
        if (console == null || !console.isTerminal()) {
            throw CliFailure.of("There is no terminal to ask for the password on.")
                    .advise("Give it by " + option + ".");
        }
        return console;
    }
}
