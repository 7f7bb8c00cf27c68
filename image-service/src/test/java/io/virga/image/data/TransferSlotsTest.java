package io.virga.image.data;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.virga.model.Caller.Scope;
import io.virga.model.CloudException.TooManyRequests;
import io.virga.model.ProjectId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransferSlotsTest {

    private final TransferSlots slots = new TransferSlots(8);
    private final List<TransferSlots.Slot> taken = new ArrayList<>();

    private static Scope project(String id) {
        return new Scope.Project(new ProjectId(id));
    }

    private void take(String project) {
        taken.add(slots.take(project(project)));
    }

    private void refused(String project) {
        assertThatThrownBy(() -> take(project)).isInstanceOf(TooManyRequests.class);
    }

    @Test
    void aProjectHasAQuarter() {
        take("a");
        take("a");
        refused("a");

        take("b");
        taken.getFirst().close();

        take("a");
        refused("a");
    }

    @Test
    void allOfThemAreAll() {
        for (var project : List.of("a", "b", "c", "d")) {
            take(project);
            take(project);
        }
        refused("e");

        taken.forEach(TransferSlots.Slot::close);

        take("e");
        take("a");
    }

    @Test
    void thereIsAlwaysOne() {
        var single = new TransferSlots(1);

        single.take(project("a")).close();

        single.take(project("b"));
        assertThatThrownBy(() -> single.take(project("a"))).isInstanceOf(TooManyRequests.class);
    }
}
