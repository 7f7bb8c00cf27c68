package io.virga.image.importing;

import io.virga.image.image.Images;
import io.virga.image.importing.ImportService.Ordered;
import io.virga.image.session.Completion;
import io.virga.model.Caller;
import io.virga.web.RequestContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;

/// Takes the order to make the image of what an upload session has brought: an import, whose source is in the store.
@ApplicationScoped
class CompletionService {

    private final Images images;
    private final ImportTasks tasks;
    private final Completion sessions;
    private final RequestContext request;
    private final Event<Ordered> ordered;
    private final Clock clock;

    CompletionService(
            Images images,
            ImportTasks tasks,
            Completion sessions,
            RequestContext request,
            Event<Ordered> ordered,
            Clock clock) {
        this.images = images;
        this.tasks = tasks;
        this.sessions = sessions;
        this.request = request;
        this.ordered = ordered;
        this.clock = clock;
    }

    /// The order may be given twice. `NotFound` without a session, `Conflict` when parts are missing.
    @Transactional
    void complete(Caller caller, String id) {
        var image = images.getToChange(caller, id);
        if (sessions.close(image)) {
            var order = ImportRequest.ofSession(image.arriving().orElseThrow().store());
            tasks.add(new ImportTask(image.id(), image.owner(), caller, request.requestId(), order, clock.instant()));
            ordered.fire(new Ordered());
        }
    }
}
