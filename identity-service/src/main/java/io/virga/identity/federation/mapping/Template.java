package io.virga.identity.federation.mapping;

import io.virga.model.CloudException.Forbidden;
import io.virga.model.CloudException.Invalid;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A text of a mapping's local side with places such as `{0}`, where what the remote side matched is put in. `{{` and
/// `}}` are braces. What is put in is never looked at again: a claim cannot bring places, quotes or separators along.
record Template(List<Piece> pieces) {

    private static final Pattern SYNTAX = Pattern.compile("\\{\\{|}}|\\{([0-9]{1,3})}|[^{}]+|[{}]");
    private static final int MOST_TEXTS = 1_000;

    sealed interface Piece {
        record Text(String text) implements Piece {}

        record Place(int index) implements Piece {}
    }

    /// `places` is how many values the remote side yields.
    static Template parse(String text, int places, String path) {
        var pieces = new ArrayList<Piece>();
        var found = SYNTAX.matcher(text);
        while (found.find()) {
            pieces.add(
                    switch (found.group()) {
                        case "{{" -> new Piece.Text("{");
                        case "}}" -> new Piece.Text("}");
                        case "{", "}" ->
                            throw new Invalid(path + ": only places such as {0} are known; a brace is written twice.");
                        default ->
                            found.group(1) == null
                                    ? new Piece.Text(found.group())
                                    : place(Integer.parseInt(found.group(1)), places, path);
                    });
        }
        return new Template(List.copyOf(pieces));
    }

    private static Piece place(int index, int places, String path) {
        if (index >= places) {
            throw new Invalid("%s: {%d} is used, but the remote side yields %d values.".formatted(path, index, places));
        }
        return new Piece.Place(index);
    }

    /// One text for each value of what is put in; none when something put in has no value.
    List<String> each(List<List<String>> matched) {
        var texts = List.of("");
        for (var piece : pieces) {
            var values = switch (piece) {
                case Piece.Text(var text) -> List.of(text);
                case Piece.Place(var index) -> matched.get(index);
            };
            if ((long) texts.size() * values.size() > MOST_TEXTS) {
                throw new Forbidden("The identity provider says too much for the mapping.");
            }
            texts = texts.stream()
                    .flatMap(start -> values.stream().map(start::concat))
                    .toList();
        }
        return texts;
    }

    /// The one text; `Forbidden` when what is put in has no value, or several.
    String one(List<List<String>> matched, String what) {
        var texts = each(matched);
        if (texts.size() != 1) {
            throw new Forbidden(
                    "The mapping needs exactly one %s; the identity provider says %d.".formatted(what, texts.size()));
        }
        return texts.getFirst();
    }
}
