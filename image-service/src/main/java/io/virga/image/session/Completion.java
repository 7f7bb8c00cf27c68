package io.virga.image.session;

import io.virga.image.data.Intake;
import io.virga.image.image.Content;
import io.virga.image.image.Declaration;
import io.virga.image.image.Image;
import io.virga.image.store.ImageStore;
import io.virga.image.store.Multipart.Part;
import io.virga.image.store.Place;
import io.virga.model.Caller;
import io.virga.model.CloudException.Conflict;
import io.virga.model.CloudException.NotFound;
import io.virga.model.CloudException.Unavailable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The end of an upload session: when all parts are there, one object is made of them, read back and proved.
@ApplicationScoped
public class Completion {

    private static final int MOST_NAMED = 20;

    private final SessionRecords records;
    private final UploadSessions sessions;
    private final ImageStore store;
    private final Intake intake;
    private final Clock clock;

    Completion(SessionRecords records, UploadSessions sessions, ImageStore store, Intake intake, Clock clock) {
        this.records = records;
        this.sessions = sessions;
        this.store = store;
        this.intake = intake;
        this.clock = clock;
    }

    /// Notes what the store has of parts that went straight there.
    public void collect(Caller caller, String id) {
        records.direct(caller, id).ifPresent(session -> {
            var awaited = session.awaited();
            var parts = store.multipart().list(awaited.place(), session.multipartId()).stream()
                    .filter(part -> part.number() <= session.layout().count())
                    .map(part -> new UploadedPart(awaited.place().key(), part.number(), part.size(), null, part.tag()))
                    .toList();
            records.keep(awaited, parts);
        });
    }

    /// No more parts are taken, and the image has no deadline any more. False when that was so already.
    ///
    /// `NotFound` when the image has no session, `Conflict` that names what is missing when there is something.
    @Transactional(TxType.MANDATORY)
    public boolean close(Image image) {
        var upload = sessions.of(image).orElseThrow(() -> new NotFound("Upload session of image", image.id()));
        if (upload.isClosed()) {
            return false;
        }
        var missing = upload.layout().missing(sessions.parts(upload));
        if (!missing.isEmpty()) {
            throw new Conflict("Parts are missing: %s.".formatted(named(missing)));
        }
        upload.close();
        image.completeUpload(clock.instant());
        return true;
    }

    private static String named(List<Integer> missing) {
        var some = missing.stream().limit(MOST_NAMED).map(String::valueOf).collect(Collectors.joining(", "));
        return missing.size() > MOST_NAMED ? some + " and %d more".formatted(missing.size() - MOST_NAMED) : some;
    }

    /// What is to be made one at `place`.
    public record Assembly(Place place, String multipartId, List<UploadedPart> parts) {

        public long size() {
            return parts.stream().mapToLong(UploadedPart::size).sum();
        }
    }

    /// Empty when no closed session waits for its end.
    @Transactional(TxType.MANDATORY)
    public Optional<Assembly> awaited(Image image) {
        return sessions.of(image)
                .filter(UploadSession::isClosed)
                .map(upload ->
                        new Assembly(upload.place(), upload.multipartId().orElseThrow(), sessions.parts(upload)));
    }

    /// Makes one object of the parts, which may have been done before, and proves it. `progress` runs every few
    /// seconds at least; what it throws ends it.
    ///
    /// Throws `Invalid` when the store has other parts than those that came, and when their bytes are not of the
    /// declared format, or dangerous; `Unavailable` when the store is away.
    public Content assemble(Assembly assembly, Declaration declared, Runnable progress) {
        var parts = assembly.parts().stream()
                .map(part -> new Part(part.number(), part.size(), part.etag()))
                .toList();
        store.multipart().complete(assembly.place(), assembly.multipartId(), parts, progress);
        try (var stored = new CheckedParts(store.read(assembly.place(), 0, assembly.size()), assembly.parts())) {
            return intake.verify(stored, assembly.size(), assembly.place(), declared, progress);
        } catch (IOException e) {
            throw new Unavailable("image store", e);
        }
    }
}
