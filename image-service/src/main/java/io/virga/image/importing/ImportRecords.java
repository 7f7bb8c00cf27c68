package io.virga.image.importing;

import io.virga.image.ImageConfig;
import io.virga.image.image.Content;
import io.virga.image.image.Declaration;
import io.virga.image.image.Image;
import io.virga.image.image.Images;
import io.virga.image.image.ImportMethod;
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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// What the database knows of imports under way. Each method is one short transaction; the bytes flow between them.
@ApplicationScoped
class ImportRecords {

    static final Duration LEASE = Duration.ofMinutes(2);
    /// A process that dies in the middle of an import costs one attempt.
    private static final int MOST_ATTEMPTS = 5;

    private final Images images;
    private final ImportTasks tasks;
    private final Completion sessions;
    private final ImportProgress progress;
    private final Waste waste;
    private final ImageQuotas quotas;
    private final Duration patience;
    private final Clock clock;

    ImportRecords(
            Images images,
            ImportTasks tasks,
            Completion sessions,
            ImportProgress progress,
            Waste waste,
            ImageQuotas quotas,
            ImageConfig config,
            Clock clock) {
        this.images = images;
        this.tasks = tasks;
        this.sessions = sessions;
        this.progress = progress;
        this.waste = waste;
        this.quotas = quotas;
        patience = config.copies().patience();
        this.clock = clock;
    }

    /// An import that has the image for itself.
    record Work(UUID task, ImageId image, Place place, Declaration declared, Step step) {

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

        /// Copy `content`, which lies at each of `sources`, to the work's place.
        record Copy(List<Place> sources, Content content) implements Step {}
    }

    /// Empty when nothing of that kind is to be done at present. Everything here locks the task before its image.
    @Transactional
    Optional<Work> next(ImportKind kind) {
        var now = clock.instant();
        for (var free = tasks.free(kind, now); free.isPresent(); free = tasks.free(kind, now)) {
            var task = free.get();
            task.begin(now.plus(LEASE), now);
            var image = images.lock(task.image()).filter(found -> waits(found, task));
            if (image.isEmpty()) {
                progress.failed(task, "The image is gone.");
            } else if (task.attempts() > MOST_ATTEMPTS) {
                interrupted(task, image.get());
            } else {
                return Optional.of(work(task, image.get()));
            }
        }
        return Optional.empty();
    }

    private boolean waits(Image image, ImportTask task) {
        if (task.kind() == ImportKind.COPY) {
            return image.copies().isAny();
        }
        return switch (task.method()) {
            case ImportMethod.GlanceDirect(), ImportMethod.WebDownload _ -> image.isImporting();
            case ImportMethod.UploadSession() -> sessions.awaited(image).isPresent();
            case ImportMethod.CopyImage() -> false;
        };
    }

    private void interrupted(ImportTask task, Image image) {
        var reason = "The import was interrupted too often.";
        if (task.kind() == ImportKind.COPY) {
            progress.failed(task, image, task.targets().next(), reason);
        } else {
            progress.failed(task, image, reason);
        }
    }

    private Work work(ImportTask task, Image image) {
        return task.kind() == ImportKind.COPY ? copy(task, image) : converted(task, image, arrival(task, image));
    }

    private Work copy(ImportTask task, Image image) {
        var place = image.newPlace(task.targets().next());
        image.copies().begin(place).ifPresent(waste::add);
        var step = new Step.Copy(image.storedAt(), image.stored());
        return new Work(task.id(), image.id(), place, image.declaration(), step);
    }

    // Nothing is written twice to one place: whoever begins again begins elsewhere.
    private Work arrival(ImportTask task, Image image) {
        return switch (task.method()) {
            case ImportMethod.GlanceDirect() -> {
                var staged = image.staged();
                yield new Work(
                        task.id(), image.id(), staged.place(), image.declaration(), new Step.Prove(staged.content()));
            }
            case ImportMethod.WebDownload(var uri) -> {
                var place = image.newPlace(task.targets().next());
                image.fetchTo(place).ifPresent(waste::add);
                yield new Work(task.id(), image.id(), place, image.declaration(), new Step.Fetch(uri));
            }
            case ImportMethod.UploadSession() -> {
                var assembly = sessions.awaited(image).orElseThrow();
                yield new Work(
                        task.id(), image.id(), assembly.place(), image.declaration(), new Step.Assemble(assembly));
            }
            case ImportMethod.CopyImage() -> throw new IllegalStateException("a copy does not arrive");
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

    /// How many bytes the data may have, so that the project can store them in all their stores. `TooLarge` when none.
    @Transactional
    long room(Work work) {
        var stores =
                tasks.lock(work.task()).map(task -> task.targets().all().size()).orElse(1);
        return quotas.room(awaiting(work).owner(), QuotaResource.SIZE) / stores;
    }

    /// The import goes on, and its stores are not away. `NotFound` when nobody waits for it any more.
    @Transactional
    void extend(Work work) {
        held(work).ifPresent(open -> open.advance(clock.instant().plus(LEASE)));
    }

    /// Somebody still works on the import, whether it goes on or not. `NotFound` as above.
    @Transactional
    void hold(Work work) {
        held(work).ifPresent(open -> open.hold(clock.instant().plus(LEASE)));
    }

    private Optional<ImportTask> held(Work work) {
        var task = tasks.lock(work.task());
        awaiting(work);
        return task;
    }

    /// The work is done, and `content` lies where it was to be brought. True when more is to be done for the import.
    ///
    /// `NotFound` when the image was deleted meanwhile, or somebody else has taken the work over; `TooLarge`.
    @Transactional
    boolean finish(Work work, Content content) {
        var task = tasks.lock(work.task()).orElseThrow(() -> new NotFound("Task", work.task()));
        var image = awaiting(work);
        if (work.step() instanceof Step.Copy) {
            progress.copied(task, image, work.place().store());
        } else {
            progress.arrived(task, image, work, content);
        }
        return !task.isOver();
    }

    private Image awaiting(Work work) {
        return images.lock(work.image())
                .filter(image -> awaits(image, work))
                .orElseThrow(() -> new NotFound("Image", work.image()));
    }

    private static boolean awaits(Image image, Work work) {
        return work.step() instanceof Step.Copy
                ? image.copies().awaits(work.place())
                : image.awaits(work.place()) && image.awaits(work.destination());
    }

    /// A store is away: it is tried again in a while, as if nobody had begun, another store first if there is one. A
    /// copy fails when none could be made for as long as is waited for stores.
    @Transactional
    void putOff(Work work, Duration pause, String reason) {
        var now = clock.instant();
        var task = tasks.lock(work.task());
        if (images.lock(work.image()).filter(image -> awaits(image, work)).isEmpty()) {
            fail(work, reason);
            return;
        }
        task.ifPresent(open -> {
            open.putOff(now.plus(pause), now);
            if (work.step() instanceof Step.Copy && open.hasWaited(patience, now)) {
                fail(work, reason);
            } else if (!(work.step() instanceof Step.Assemble)) {
                open.targets().postpone();
            }
        });
    }

    /// We have no room for it now: it is tried again in a while, as if nobody had begun, and fails by no means.
    @Transactional
    void queue(Work work, Duration pause) {
        tasks.lock(work.task())
                .filter(_ -> images.lock(work.image())
                        .filter(image -> awaits(image, work))
                        .isPresent())
                .ifPresentOrElse(
                        open -> open.queue(clock.instant().plus(pause)), () -> fail(work, "The image is gone."));
    }

    /// The image, if it still waits for this work, waits for data again, or does without the copy; what has arrived is
    /// waste. Data that has been accepted all the same stays, and so does the work of whoever has taken over.
    @Transactional
    void fail(Work work, String reason) {
        var task = tasks.lock(work.task());
        var image = images.lock(work.image());
        if (task.isPresent() && image.filter(found -> awaits(found, work)).isPresent()) {
            fail(task.get(), image.get(), work, reason);
            return;
        }
        if (image.isEmpty()) {
            task.ifPresent(open -> progress.failed(open, reason));
        }
        Stream.of(work.place(), work.destination())
                .distinct()
                .filter(place -> image.filter(found -> found.holds(place)).isEmpty())
                .forEach(waste::add);
    }

    private void fail(ImportTask task, Image image, Work work, String reason) {
        if (work.step() instanceof Step.Copy) {
            progress.failed(task, image, work.place().store(), reason);
        } else {
            progress.failed(task, image, reason);
        }
    }

    @Transactional
    void forgetExpired() {
        tasks.forgetExpired(clock.instant());
    }
}
