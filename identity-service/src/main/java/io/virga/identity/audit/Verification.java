package io.virga.identity.audit;

import io.virga.identity.audit.Link.Position;
import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// Follows the chain from where it starts, link by link, and remembers the first place where it does not hold.
/// Pure: no database, no keys.
///
/// A link that was changed, removed, inserted or moved does not fit its predecessor. A chain that was cut off at
/// its end, or made anew with good hashes, does not fit a checkpoint.
final class Verification {

    /// The first place where the chain does not hold.
    record Break(long sequence, String reason) {}

    private final NavigableMap<Long, String> checkpoints = new TreeMap<>();
    private final long first;
    private Position last;
    private Break broken;

    /// Starts after `start`; each of `checkpoints` must be met on the way.
    Verification(Position start, Collection<Position> checkpoints) {
        this.first = start.sequence() + 1;
        this.last = start;
        for (var checkpoint : checkpoints) {
            var other = this.checkpoints.put(checkpoint.sequence(), checkpoint.hash());
            if (other != null && !other.equals(checkpoint.hash())) {
                broken = new Break(checkpoint.sequence(), "two signed checkpoints contradict each other");
            }
        }
        meet(start);
    }

    /// False when there is no need to go on.
    boolean follow(Link link) {
        if (broken != null) {
            return false;
        }
        var due = last.next(link.record());
        if (link.sequence() != due.sequence()) {
            broken = new Break(due.sequence(), "missing: the next record that is there is " + link.sequence());
        } else if (!link.position().equals(due)) {
            broken = new Break(
                    due.sequence(), "changed, inserted or moved: it does not fit its hash and the record before it");
        } else if (!link.columnsHold()) {
            broken = new Break(due.sequence(), "the columns that it is found by do not say what its record says");
        } else {
            last = due;
            meet(due);
        }
        return broken == null;
    }

    private void meet(Position position) {
        Optional.ofNullable(checkpoints.get(position.sequence()))
                .filter(hash -> !hash.equals(position.hash()))
                .ifPresent(_ -> broken = new Break(
                        position.sequence(), "rewritten: a signed checkpoint has another hash for this record"));
    }

    /// To be asked after the last link; empty when all holds.
    Optional<Break> end() {
        if (broken == null) {
            Optional.ofNullable(checkpoints.higherEntry(last.sequence()))
                    .map(Map.Entry::getKey)
                    .ifPresent(sequence -> broken = new Break(
                            last.sequence() + 1,
                            "cut off: a signed checkpoint says that there were records up to " + sequence));
        }
        return Optional.ofNullable(broken);
    }

    /// The last link that holds.
    Position last() {
        return last;
    }

    long first() {
        return first;
    }
}
