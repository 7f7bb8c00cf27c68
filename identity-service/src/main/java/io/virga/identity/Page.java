package io.virga.identity;

import java.util.Optional;

/// The part of a listing that was asked for: at most `limit` things, of those whose ids come after `marker`.
public record Page(Optional<Integer> limit, Optional<String> marker) {

    public static final Page WHOLE = new Page(Optional.empty(), Optional.empty());

    boolean isWhole() {
        return limit.isEmpty() && marker.isEmpty();
    }

    /// Whether there may be more: as Keystone has it, when the page is full.
    boolean isFull(int size) {
        return limit.filter(most -> size >= most).isPresent();
    }
}
