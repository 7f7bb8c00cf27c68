package io.virga.web;

import java.util.Arrays;

/// A path in which `*` and `{name}` stand for one or more characters within a segment and `**` for any characters at
/// all, as the access rules of application credentials have them (keystonemiddleware's reading of the wildcards).
///
/// Matching takes time in proportion to pattern × path, whatever the pattern: it is the user's, and no regular
/// expression.
public final class PathPattern {

    private static final int WITHIN_A_SEGMENT = -1;
    private static final int ANYTHING = -2;

    private final int[] nodes;

    private PathPattern(int[] nodes) {
        this.nodes = nodes;
    }

    public static PathPattern of(String pattern) {
        var nodes = new int[pattern.length()];
        var count = 0;
        for (var at = 0; at < pattern.length(); at++) {
            var end = pattern.charAt(at) == '{' ? pattern.indexOf('}', at) : -1;
            if (end >= 0) {
                nodes[count++] = WITHIN_A_SEGMENT;
                at = end;
            } else if (pattern.startsWith("**", at)) {
                nodes[count++] = ANYTHING;
                at++;
            } else {
                nodes[count++] = pattern.charAt(at) == '*' ? WITHIN_A_SEGMENT : pattern.charAt(at);
            }
        }
        return new PathPattern(Arrays.copyOf(nodes, count));
    }

    public boolean matches(String path) {
        var reached = new boolean[nodes.length + 1];
        reach(reached, 0);
        for (var at = 0; at < path.length(); at++) {
            reached = after(path.charAt(at), reached);
        }
        return reached[nodes.length];
    }

    private boolean[] after(char next, boolean[] before) {
        var reached = new boolean[before.length];
        for (var node = 0; node < nodes.length; node++) {
            if (before[node]) {
                switch (nodes[node]) {
                    case ANYTHING -> reach(reached, node);
                    case WITHIN_A_SEGMENT -> {
                        if (next != '/') {
                            reach(reached, node);
                            reach(reached, node + 1);
                        }
                    }
                    default -> {
                        if (nodes[node] == next) {
                            reach(reached, node + 1);
                        }
                    }
                }
            }
        }
        return reached;
    }

    private void reach(boolean[] reached, int node) {
        reached[node] = true;
        if (node < nodes.length && nodes[node] == ANYTHING && !reached[node + 1]) {
            reach(reached, node + 1);
        }
    }
}
