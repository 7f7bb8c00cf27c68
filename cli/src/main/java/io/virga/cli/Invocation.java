package io.virga.cli;

import java.util.ArrayList;
import java.util.List;

/// An argument list cut into the command's name and the rest, which holds all options wherever they stood.
record Invocation(String name, List<String> arguments, boolean help, boolean version) {

    private static final int LONGEST_NAME = 4;

    static Invocation of(List<String> typed) {
        List<String> options = new ArrayList<>();
        var index = 0;
        while (index < typed.size() && typed.get(index).startsWith("-")) {
            var argument = typed.get(index);
            if (argument.equals("--version") || argument.equals("--help") || argument.equals("-h")) {
                return new Invocation("", List.of(), !argument.equals("--version"), argument.equals("--version"));
            }
            var arity = Math.max(0, GlobalOptions.arity(argument));
            var end = Math.min(typed.size(), index + 1 + arity);
            options.addAll(typed.subList(index, end));
            index = end;
        }
        var rest = typed.subList(index, typed.size());
        if (!rest.isEmpty() && rest.getFirst().equals("help")) {
            return new Invocation(longestName(rest.subList(1, rest.size())), List.of(), true, false);
        }
        var name = longestName(rest);
        options.addAll(rest.subList(words(name), rest.size()));
        return new Invocation(name, options, false, false);
    }

    private static int words(String name) {
        return name.isEmpty() ? 0 : name.split(" ").length;
    }

    private static String longestName(List<String> words) {
        for (int length = Math.min(LONGEST_NAME, words.size()); length > 0; length--) {
            var name = String.join(" ", words.subList(0, length));
            if (CommandTable.command(name) != null) {
                return name;
            }
        }
        return "";
    }
}
