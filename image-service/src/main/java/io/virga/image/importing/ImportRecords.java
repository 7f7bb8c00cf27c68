package io.virga.image.importing;

import io.virga.image.image.Content;
import io.virga.image.image.Image;
import io.virga.image.image.Images;
import io.virga.image.image.ImportMethod;
import io.virga.image.inspect.DeclaredFormat;
import io.virga.image.inspect.DiskFormat;
import io.virga.image.quota.ImageQuotas;
import io.virga.image.quota.QuotaResource;
import io.virga.image.session.Completion;
import io.virga.image.session.Completion.Assembly;
import io.virga.image.store.Place;
import io.virga.image.waste.Waste;
import io.virga.model.CloudException.NotFound;
import io.virga.model.ImageId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// What the database knows of imports under way. Each method is one short transaction; the bytes flow between them.
@ApplicationScoped
class ImportRecords {

    static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration KEPT = Duration.ofHours(48);

    /// A process that dies in the middle of an import costs one attempt.
    private static final int MOST_ATTEMPTS = 5;

    private final Images images;
    private final ImportTasks tasks;
    private final Completion sessions;
    private final Waste waste;
    private final ImageQuotas quotas;
    private final Clock clock;

    ImportRecords(Images images, ImportTasks tasks, Completion sessions, Waste waste, ImageQuotas quotas, Clock clock) {
        this.images = images;
        this.tasks = tasks;
        this.sessions = sessions;
        this.waste = waste;
        this.quotas = quotas;
        this.clock = clock;
    }

    /// An import that has the image for itself.
    record Work(UUID task, ImageId image, Place place, DeclaredFormat declared, Step step) {

        /// Where the image's data is to be in the end.
        Place destination() {
            return step instanceof Step.Convert convert ? convert.to() : place;
        }
    }

    sealed interface Step {
        /// Prove what lies at the work's place.
        record Prove(Content staged) implements Step {}

        /// Bring the data to the work's place, and prove it.
        record Fetch(String uri) implements Step {}

        /// Make the parts of an upload session one at the work's place, and prove it.
        record Assemble(Assembly assembly) implements Step {}

        /// Carry out `first`, and bring what it gives into `format`, to the place `to`.
        record Convert(Step first, DiskFormat format, Place to) implements Step {}
    }

    /// Empty when there is nothing to do at present. Everything here locks the task before its image.
    @Transactional
    Optional<Work> next() {
        var now = clock.instant();
        for (var free = tasks.free(now); free.isPresent(); free = tasks.free(now)) {
            var task = free.get();
            task.begin(now.plus(LEASE), now);
            var image = images.lock(task.image()).filter(found -> waits(found, task));
            if (image.isEmpty()) {
                task.fail("The image is gone.", now.plus(KEPT), now);
            } else if (task.attempts() > MOST_ATTEMPTS) {
                fail(task, image.get(), "The import was interrupted too often.");
            } else {
                return Optional.of(converted(task, image.get(), work(task, image.get())));
            }
        }
        return Optional.empty();
    }

    private boolean waits(Image image, ImportTask task) {
        return switch (task.method()) {
            case ImportMethod.GlanceDirect(), ImportMethod.WebDownload _ -> image.isImporting();
            case ImportMethod.UploadSession() -> sessions.awaited(image).isPresent();
        };
    }

    // Nothing is written twice to one place: whoever begins again begins elsewhere.
    private Work work(ImportTask task, Image image) {
        return switch (task.method()) {
            case ImportMethod.GlanceDirect() -> {
                var staged = image.staged();
                yield new Work(
                        task.id(),
                        image.id(),
                        staged.place(),
                        image.declaredFormat(),
                        new Step.Prove(staged.content()));
            }
            case ImportMethod.WebDownload(var uri) -> {
                var place = image.newPlace(task.store());
                image.fetchTo(place).ifPresent(waste::add);
                yield new Work(task.id(), image.id(), place, image.declaredFormat(), new Step.Fetch(uri));
            }
            case ImportMethod.UploadSession() -> {
                var assembly = sessions.awaited(image).orElseThrow();
                yield new Work(
                        task.id(), image.id(), assembly.place(), image.declaredFormat(), new Step.Assemble(assembly));
            }
        };
    }

    private Work converted(ImportTask task, Image image, Work work) {
        return task.convertTo()
                .map(format -> {
                    var to = image.newPlace(work.place().store());
                    image.convertTo(to).ifPresent(waste::add);
                    var step = new Step.Convert(work.step(), format, to);
                    return new Work(work.task(), work.image(), work.place(), work.declared(), step);
                })
                .orElse(work);
    }

    /// How many bytes the image's project may store. `TooLarge` when none.
    @Transactional
    long room(Work work) {
        return quotas.room(awaiting(work).owner(), QuotaResource.SIZE);
    }

    /// The import goes on. `NotFound` when nobody waits for it any more.
    @Transactional
    void extend(Work work) {
        var task = tasks.lock(work.task());
        awaiting(work);
        task.ifPresent(open -> open.extend(clock.instant().plus(LEASE)));
    }

    /// The image becomes active. `NotFound` when it was deleted meanwhile, or somebody else has taken the work over.
    @Transactional
    void finish(Work work, Content content) {
        var now = clock.instant();
        var task = tasks.lock(work.task());
        var image = awaiting(work);
        quotas.requireRoom(image.owner(), QuotaResource.SIZE, content.size() - announced(work.step()));
        if (work.step() instanceof Step.Convert convert) {
            waste.add(image.finishConversion(content, convert.format(), now));
        } else {
            image.finishUpload(content, now);
        }
        task.ifPresent(open -> open.succeed(now.plus(KEPT), now));
    }

    // What a session has announced counts from its beginning.
    private static long announced(Step step) {
        return step instanceof Step.Assemble(var assembly) ? assembly.size() : 0;
    }

    private Image awaiting(Work work) {
        return images.lock(work.image())
                .filter(image -> awaits(image, work))
                .orElseThrow(() -> new NotFound("Image", work.image()));
    }

    private static boolean awaits(Image image, Work work) {
        return image.awaits(work.place()) && image.awaits(work.destination());
    }

    /// It is tried again in a while, as if nobody had begun.
    @Transactional
    void putOff(Work work, Duration pause) {
        tasks.lock(work.task()).ifPresent(task -> task.putOff(clock.instant().plus(pause)));
    }

    /// The image, if it still waits for this work, waits for data again; what has arrived is waste. Nothing happens to
    /// data that has been accepted all the same, nor to the work of whoever has taken over.
    @Transactional
    void fail(Work work, String reason) {
        var task = tasks.lock(work.task());
        var image = images.lock(work.image());
        var waits = image.filter(found -> awaits(found, work)).isPresent();
        if (waits && task.isPresent()) {
            fail(task.get(), image.get(), reason);
            return;
        }
        if (image.isEmpty()) {
            var now = clock.instant();
            task.ifPresent(open -> open.fail(reason, now.plus(KEPT), now));
        }
        Stream.of(work.place(), work.destination())
                .distinct()
                .filter(place -> image.filter(found -> found.holds(place)).isEmpty())
                .forEach(waste::add);
    }

    private void fail(ImportTask task, Image image, String reason) {
        var now = clock.instant();
        task.fail(reason, now.plus(KEPT), now);
        image.failImport(task.store(), now).forEach(waste::add);
    }

    @Transactional
    void forgetExpired() {
        tasks.forgetExpired(clock.instant());
    }
}
