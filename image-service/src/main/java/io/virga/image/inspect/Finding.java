package io.virga.image.inspect;

import java.util.ArrayList;
import java.util.List;

/// One signature that matched: which format it is of, how large a disk it claims, and what speaks against opening it.
record Finding(String format, long virtualSize, List<String> objections) {

    static Finding banned(String format) {
        return new Finding(format, 0, List.of("this format is not accepted"));
    }

    /// What speaks against an image, collected in the order in which it is found.
    static final class Objections {
        private final List<String> found = new ArrayList<>();

        void when(boolean holds, String objection) {
            if (holds) {
                found.add(objection);
            }
        }

        List<String> all() {
            return List.copyOf(found);
        }
    }
}
