package io.virga.web;

/// How far a mistyped word is from one that exists.
final class Distance {

    private Distance() {}

    /// The least number of characters to insert, delete or change (Levenshtein).
    static int between(String one, String other) {
        var above = new int[other.length() + 1];
        for (int column = 0; column < above.length; column++) {
            above[column] = column;
        }
        for (int row = 1; row <= one.length(); row++) {
            var current = new int[above.length];
            current[0] = row;
            for (int column = 1; column < current.length; column++) {
                var change = one.charAt(row - 1) == other.charAt(column - 1) ? 0 : 1;
                current[column] =
                        Math.min(above[column - 1] + change, 1 + Math.min(above[column], current[column - 1]));
            }
            above = current;
        }
        return above[other.length()];
    }
}
