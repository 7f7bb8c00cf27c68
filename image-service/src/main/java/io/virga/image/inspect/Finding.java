package io.virga.image.inspect;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One signature that matched: which format it is of, how large a disk it claims in bytes, what was looked for that
/// would speak against opening it, and what else it says of itself. The facts are the owner's bytes: not to be
/// believed.
public record Finding(String format, long virtualSize, List<Check> checks, Map<String, Object> facts) {

    /// An objection that was looked for, and whether it holds.
    public record Check(String objection, boolean holds) {}

    static Finding plain(String format, long virtualSize) {
        return new Finding(format, virtualSize, List.of(), Map.of());
    }

    static Finding refused(String format, String objection) {
        return new Finding(format, 0, List.of(new Check(objection, true)), Map.of());
    }

    /// The objections that hold.
    public List<String> objections() {
        return checks.stream().filter(Check::holds).map(Check::objection).toList();
    }

    /// What is seen in an image, in the order in which it is looked for.
    static final class Notes {
        private static final int LONGEST_QUOTE = 1023;

        private final List<Check> checks = new ArrayList<>();
        private final Map<String, Object> facts = new LinkedHashMap<>();

        void object(boolean holds, String objection) {
            checks.add(new Check(objection, holds));
        }

        /// An objection to a value, which is told only when it holds.
        void object(boolean holds, String objection, long value) {
            object(holds, holds ? objection + " " + value : objection);
        }

        void fact(String name, Object value) {
            facts.put(name, value);
        }

        /// A text of the owner's own: cut off, and without what would not be printed.
        void quote(String name, String latin1) {
            var start = latin1.substring(0, Math.min(latin1.length(), LONGEST_QUOTE));
            facts.put(name, start.replaceAll("[^\\x20-\\x7e\n]", "?"));
        }

        Finding finding(String format, long virtualSize) {
            return new Finding(format, virtualSize, List.copyOf(checks), Collections.unmodifiableMap(facts));
        }
    }
}
