package io.virga.image.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.virga.image.image.ImportMethod;
import io.virga.model.Caller;
import io.virga.model.ImageId;
import io.virga.model.ProjectId;
import io.virga.model.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ImportTaskTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static ImportTask task(ImportMethod method) {
        var project = new ProjectId("p");
        var caller = new Caller(new UserId("u"), "ada", new Caller.Scope.Project(project), Set.of("member"), false);
        var order = new ImportRequest(method, List.of("a", "b"), false, true, Optional.empty());
        return new ImportTask(ImageId.random(), project, caller, "req-1", order, NOW);
    }

    @Test
    void aStoreIsWaitedForFromTheFirstTimeOnThatItIsAway() {
        var task = task(new ImportMethod.CopyImage());
        assertThat(task.hasWaited(PATIENCE, NOW)).isFalse();

        task.begin(NOW.plusSeconds(120), NOW);
        task.putOff(NOW.plusSeconds(10), NOW);
        task.begin(NOW.plusSeconds(130), NOW);
        task.putOff(NOW.plusSeconds(20), NOW.plusSeconds(10));

        assertThat(task.attempts()).isZero();
        assertThat(task.hasWaited(PATIENCE, NOW.plus(PATIENCE).minusSeconds(1))).isFalse();
        assertThat(task.hasWaited(PATIENCE, NOW.plus(PATIENCE))).isTrue();
    }

    @Test
    void bytesThatComeBeginTheTimeAnew() {
        var task = task(new ImportMethod.CopyImage());
        task.putOff(NOW, NOW);
        task.hold(NOW);
        assertThat(task.hasWaited(PATIENCE, NOW.plus(PATIENCE))).isTrue();

        task.advance(NOW);
        assertThat(task.hasWaited(PATIENCE, NOW.plus(PATIENCE))).isFalse();
        task.putOff(NOW.plus(PATIENCE), NOW.plus(PATIENCE));

        assertThat(task.hasWaited(PATIENCE, NOW.plus(PATIENCE))).isFalse();
    }

    @Test
    void whatWaitsForRoomWaitsForNoStore() {
        var task = task(new ImportMethod.CopyImage());
        task.begin(NOW, NOW);
        task.putOff(NOW, NOW);
        task.begin(NOW, NOW);

        task.queue(NOW.plus(PATIENCE));

        assertThat(task.attempts()).isZero();
        assertThat(task.hasWaited(PATIENCE, NOW.plus(PATIENCE))).isFalse();
    }

    @Test
    void eachStepThatIsDoneBeginsTheTimeAnew() {
        var task = task(new ImportMethod.GlanceDirect());
        task.begin(NOW.plusSeconds(120), NOW);
        task.putOff(NOW.plusSeconds(10), NOW);
        task.begin(NOW.plusSeconds(120), NOW);

        task.goOn(NOW.plusSeconds(10));

        assertThat(task.hasWaited(PATIENCE, NOW.plus(PATIENCE))).isFalse();
        assertThat(task.attempts()).isZero();
        assertThat(task.kind()).isEqualTo(ImportKind.COPY);
    }

    @Test
    void whatItBeginsWithIsTheMethods() {
        assertThat(task(new ImportMethod.WebDownload("http://example.org/i")).kind())
                .isEqualTo(ImportKind.DOWNLOAD);
        assertThat(task(new ImportMethod.GlanceDirect()).kind()).isEqualTo(ImportKind.PROOF);
        assertThat(task(new ImportMethod.UploadSession()).kind()).isEqualTo(ImportKind.PROOF);
        assertThat(task(new ImportMethod.CopyImage()).kind()).isEqualTo(ImportKind.COPY);
    }

    @Test
    void everyReasonIsKept() {
        var task = task(new ImportMethod.CopyImage());
        task.note("a: It is away.");
        task.note("b: It is away.");

        task.fail(NOW, NOW);

        assertThat(task.message()).isEqualTo("a: It is away. b: It is away.");
        assertThat(task.isOver()).isTrue();
    }
}
