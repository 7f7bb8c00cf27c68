package io.virga.compute.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.virga.compute.operation.Workflow.Outcome;
import io.virga.compute.operation.Workflow.Progress;
import io.virga.model.CloudException.Conflict;
import io.virga.model.CloudException.Unavailable;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkflowTest {

    private final List<String> deeds = new ArrayList<>();
    private final InMemoryJournal journal = new InMemoryJournal();

    /// What the test makes the step with this number do; -1 is none.
    private record Script(int fails, int stumbles, int waits, int undoStumbles) {}

    private final Workflow<Script> workflow = new Workflow<Script>()
            .step("a", script -> run("a", 0, script), script -> undo("a", 0, script))
            .step("b", script -> run("b", 1, script), script -> undo("b", 1, script))
            .step("c", script -> run("c", 2, script), script -> undo("c", 2, script));

    private Progress run(String step, int number, Script script) {
        deeds.add(step);
        if (script.fails() == number) {
            throw new Conflict("no");
        }
        if (script.stumbles() == number) {
            throw new Unavailable("peer", new IllegalStateException());
        }
        return script.waits() == number ? Progress.WAITING : Progress.DONE;
    }

    private void undo(String step, int number, Script script) {
        deeds.add("undo " + step);
        if (script.undoStumbles() == number) {
            throw new Unavailable("peer", new IllegalStateException());
        }
    }

    private static Script well() {
        return new Script(-1, -1, -1, -1);
    }

    @Test
    void runsItsStepsInOrder() {
        assertThat(workflow.run(well(), journal)).isInstanceOf(Outcome.Finished.class);
        assertThat(deeds).containsExactly("a", "b", "c");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aFailureUndoesTheFailedStepAndAllBeforeItInReverse(int failing) {
        assertThat(workflow.run(new Script(failing, -1, -1, -1), journal)).isInstanceOf(Outcome.Undone.class);

        var expected = new ArrayList<>(List.of("a", "b", "c").subList(0, failing + 1));
        List.of("a", "b", "c").subList(0, failing + 1).reversed().forEach(step -> expected.add("undo " + step));
        assertThat(deeds).containsExactlyElementsOf(expected);
        assertThat(journal.position).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aStepThatStumblesIsRunAgainAndNothingIsUndone(int stumbling) {
        assertThatThrownBy(() -> workflow.run(new Script(-1, stumbling, -1, -1), journal))
                .isInstanceOf(Unavailable.class);
        assertThat(journal.position).isEqualTo(stumbling);

        deeds.clear();
        assertThat(workflow.run(well(), journal)).isInstanceOf(Outcome.Finished.class);
        assertThat(deeds).containsExactlyElementsOf(List.of("a", "b", "c").subList(stumbling, 3));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aStepThatWaitsIsLookedAtAgain(int waiting) {
        assertThat(workflow.run(new Script(-1, -1, waiting, -1), journal)).isInstanceOf(Outcome.Waiting.class);
        assertThat(workflow.run(well(), journal)).isInstanceOf(Outcome.Finished.class);
        assertThat(deeds).noneMatch(deed -> deed.startsWith("undo"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void anUndoThatStumblesGoesOnWhereItWas(int stumbling) {
        assertThatThrownBy(() -> workflow.run(new Script(2, -1, -1, stumbling), journal))
                .isInstanceOf(Unavailable.class);
        assertThat(journal.position).isEqualTo(stumbling + 1);

        deeds.clear();
        assertThat(workflow.run(well(), journal)).isInstanceOf(Outcome.Undone.class);
        assertThat(deeds).hasSize(stumbling + 1).allMatch(deed -> deed.startsWith("undo"));
    }

    @Test
    void failedFromOutsideWhileItWaitsItIsUndone() {
        workflow.run(new Script(-1, -1, 1, -1), journal);
        journal.failed("b", new Conflict("the host said no"));
        deeds.clear();

        assertThat(workflow.run(well(), journal)).isInstanceOf(Outcome.Undone.class);
        assertThat(deeds).containsExactly("undo b", "undo a");
    }

    private static final class InMemoryJournal implements Workflow.Journal {
        private int position;
        private boolean undoing;

        @Override
        public int position() {
            return position;
        }

        @Override
        public boolean undoing() {
            return undoing;
        }

        @Override
        public void completed(String step) {
            position++;
        }

        @Override
        public void failed(String step, RuntimeException failure) {
            undoing = true;
            position++;
        }

        @Override
        public void undone(String step) {
            position--;
        }
    }
}
