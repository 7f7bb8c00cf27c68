package io.virga.image.importing;

import io.virga.image.image.Content;
import io.virga.image.image.Image;
import io.virga.image.image.ImportMethod;
import io.virga.image.importing.ImportRecords.Step;
import io.virga.image.importing.ImportRecords.Work;
import io.virga.image.quota.ImageQuotas;
import io.virga.image.quota.QuotaResource;
import io.virga.image.waste.Waste;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/// What becomes of an image and its import when one step of it has ended: the data has arrived in a first store, or has
/// been copied to one more, or will not come. All inside of a transaction that has locked both.
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
class ImportProgress {

    private static final Duration KEPT = Duration.ofHours(48);

    private final Waste waste;
    private final ImageQuotas quotas;
    private final Clock clock;

    ImportProgress(Waste waste, ImageQuotas quotas, Clock clock) {
        this.waste = waste;
        this.quotas = quotas;
        this.clock = clock;
    }

    /// `content` lies proved at the work's destination. `TooLarge` when the project has no room for it in all stores.
    void arrived(ImportTask task, Image image, Work work, Content content) {
        var targets = task.targets();
        quotas.requireRoom(
                image.owner(),
                QuotaResource.SIZE,
                content.size() * targets.all().size() - announced(work.step()));
        image.arrive(content, work.step() instanceof Step.Convert).ifPresent(waste::add);
        targets.reach(work.destination().store());
        image.copies().expect(targets.left());
        goOn(task, image);
    }

    // What a session has announced counts from its beginning.
    private static long announced(Step step) {
        return step instanceof Step.Assemble(var assembly) ? assembly.size() : 0;
    }

    /// A proved copy lies in `store`. `TooLarge` when the image would become active by it, and there is no room.
    void copied(ImportTask task, Image image, String store) {
        task.targets().reach(store);
        image.copies().finish(store);
        goOn(task, image);
    }

    /// The data cannot be copied to `store`.
    void failed(ImportTask task, Image image, String store, String reason) {
        task.note("%s: %s".formatted(store, reason));
        task.targets().fail(store);
        image.copies().drop(List.of(store)).forEach(waste::add);
        goOn(task, image);
    }

    /// The data has not even arrived.
    void failed(ImportTask task, Image image, String reason) {
        task.note(reason);
        task.targets().failAll();
        goOn(task, image);
    }

    private void goOn(ImportTask task, Image image) {
        var now = clock.instant();
        var targets = task.targets();
        if (targets.isLost()) {
            giveUp(targets, image);
        } else if (targets.counts()) {
            count(task, image);
        }
        if (targets.isLost() || !(task.method() instanceof ImportMethod.UploadSession)) {
            image.showImport(targets.isLost() ? List.of() : targets.left(), targets.failed());
        }
        if (targets.isLost()) {
            task.fail(now.plus(KEPT), now);
        } else if (targets.isOver()) {
            task.succeed(now.plus(KEPT), now);
        } else {
            task.goOn(now);
        }
    }

    private void giveUp(Targets targets, Image image) {
        var useless = image.isStored() ? image.copies().drop(targets.all()) : image.failImport(clock.instant());
        useless.forEach(waste::add);
    }

    private void count(ImportTask task, Image image) {
        var now = clock.instant();
        var targets = task.targets();
        if (!image.isStored()) {
            if (task.kind() == ImportKind.COPY) {
                var copies = targets.all().size() - targets.failed().size();
                quotas.requireRoom(
                        image.owner(), QuotaResource.SIZE, image.stored().size() * copies);
            }
            image.activate(targets.all(), task.convertTo(), now).forEach(waste::add);
        }
        image.settleCopies(now);
    }

    /// There is no image any more.
    void failed(ImportTask task, String reason) {
        var now = clock.instant();
        task.note(reason);
        task.fail(now.plus(KEPT), now);
    }
}
