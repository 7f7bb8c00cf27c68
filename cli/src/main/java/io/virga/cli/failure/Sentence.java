package io.virga.cli.failure;

import java.util.Set;

/// Text of others, of which nobody knows whether it is a sentence.
public final class Sentence {

    private static final Set<Character> ENDS = Set.of('.', '!', '?', '…');

    private Sentence() {}

    /// The text, with a full stop if it has none, so that another sentence can follow.
    public static String ended(String text) {
        var stripped = text.strip();
        var ends = stripped.isEmpty() || ENDS.contains(stripped.charAt(stripped.length() - 1));
        return ends ? stripped : stripped + ".";
    }
}
