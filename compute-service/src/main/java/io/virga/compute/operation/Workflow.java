package io.virga.compute.operation;

import io.virga.model.CloudException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/// A change that takes several steps, each in its own transaction, and that is either finished or
/// undone even when the process dies in between.
///
/// Steps and undos must be idempotent: after a crash the one that was under way runs again. A step that has to
/// wait for a message gives the thread back; whoever receives the message runs the workflow again.
public final class Workflow<C> {

    /// What a step has come to.
    public enum Progress {
        DONE,
        WAITING
    }

    /// What a run has come to. What is transient is thrown instead: the run is simply repeated later.
    public sealed interface Outcome {
        record Finished() implements Outcome {}

        record Waiting(String step) implements Outcome {}

        /// A step failed for good, and all that had been done is undone.
        record Undone() implements Outcome {}
    }

    /// How far a run has come. The real one is a row in `operations`.
    public interface Journal {
        /// Steps completed, or, once undoing, steps still to be undone.
        int position();

        boolean undoing();

        void completed(String step);

        /// From here on everything is undone, the failed step included: it may have got half way.
        void failed(String step, RuntimeException failure);

        void undone(String step);
    }

    private record Step<C>(String name, Function<C, Progress> run, Consumer<C> undo) {}

    private final List<Step<C>> steps = new ArrayList<>();

    public Workflow<C> step(String name, Function<C, Progress> run, Consumer<C> undo) {
        steps.add(new Step<>(name, run, undo));
        return this;
    }

    /// Runs what the journal does not list yet, or undoes what it still lists.
    public Outcome run(C context, Journal journal) {
        while (!journal.undoing() && journal.position() < steps.size()) {
            var step = steps.get(journal.position());
            try {
                if (step.run().apply(context) == Progress.WAITING) {
                    return new Outcome.Waiting(step.name());
                }
            } catch (CloudException failure) {
                if (failure instanceof CloudException.Unavailable) {
                    throw failure;
                }
                journal.failed(step.name(), failure);
                break;
            }
            journal.completed(step.name());
        }
        return journal.undoing() ? unwind(context, journal) : new Outcome.Finished();
    }

    private Outcome unwind(C context, Journal journal) {
        while (journal.position() > 0) {
            var step = steps.get(journal.position() - 1);
            step.undo().accept(context);
            journal.undone(step.name());
        }
        return new Outcome.Undone();
    }
}
