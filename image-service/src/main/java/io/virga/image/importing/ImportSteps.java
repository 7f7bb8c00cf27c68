package io.virga.image.importing;

import io.virga.image.convert.Conversion;
import io.virga.image.data.ImageCopier;
import io.virga.image.data.Intake;
import io.virga.image.data.Lease;
import io.virga.image.fetch.WebSource;
import io.virga.image.image.Content;
import io.virga.image.importing.ImportRecords.Step;
import io.virga.image.importing.ImportRecords.Work;
import io.virga.image.session.Completion;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;

/// What is done with the bytes of an import, outside of any transaction. Throws as `Intake` does, and `NotFound` when
/// nobody waits for it any more.
@ApplicationScoped
class ImportSteps {

    private final ImportRecords records;
    private final Intake intake;
    private final ImageCopier copier;
    private final WebSource web;
    private final Completion sessions;
    private final Conversion conversion;
    private final Clock clock;

    ImportSteps(
            ImportRecords records,
            Intake intake,
            ImageCopier copier,
            WebSource web,
            Completion sessions,
            Conversion conversion,
            Clock clock) {
        this.records = records;
        this.intake = intake;
        this.copier = copier;
        this.web = web;
        this.sessions = sessions;
        this.conversion = conversion;
        this.clock = clock;
    }

    /// Carries the work's step out: the data is proved then, and lies where the image is to have it.
    Content content(Work work) throws IOException {
        return content(work, work.step());
    }

    private Content content(Work work, Step step) throws IOException {
        return switch (step) {
            case Step.Prove(var staged) -> intake.prove(staged, work.place(), work.declared(), lease(work));
            case Step.Assemble(var assembly) -> sessions.assemble(assembly, work.declared(), lease(work));
            case Step.Fetch(var uri) -> {
                try (var data = web.open(uri)) {
                    yield intake.take(data, records.room(work), work.place(), work.declared(), lease(work));
                }
            }
            case Step.Convert convert -> converted(work, convert);
            case Step.Copy(var sources, var content) -> {
                copier.copy(sources, content, work.place(), lease(work), hold(work));
                yield content;
            }
        };
    }

    private Content converted(Work work, Step.Convert step) throws IOException {
        var source = new Conversion.Source(
                work.place(), content(work, step.first()), work.declared().format());
        return conversion.convert(source, step.format(), step.to(), records.room(work), lease(work));
    }

    /// Keeps the work ours while its bytes come.
    private Lease lease(Work work) {
        return new Lease(clock, ImportRecords.LEASE, () -> records.extend(work));
    }

    /// Keeps the work ours while nothing is seen of its bytes.
    private Lease hold(Work work) {
        return new Lease(clock, ImportRecords.LEASE, () -> records.hold(work));
    }
}
