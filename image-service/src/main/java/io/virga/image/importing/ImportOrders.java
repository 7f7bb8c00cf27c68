package io.virga.image.importing;

import io.virga.image.image.Image;
import io.virga.model.Caller;
import io.virga.web.RequestContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;

/// Hands orders to the worker, which begins when the transaction that they belong to has committed.
@ApplicationScoped
class ImportOrders {

    /// Told when a transaction that ordered an import has committed.
    record Ordered(ImportKind kind) {}

    private final ImportTasks tasks;
    private final RequestContext request;
    private final Event<Ordered> ordered;
    private final Clock clock;

    ImportOrders(ImportTasks tasks, RequestContext request, Event<Ordered> ordered, Clock clock) {
        this.tasks = tasks;
        this.request = request;
        this.ordered = ordered;
        this.clock = clock;
    }

    /// Those for the image, of late.
    List<ImportTask> of(Image image) {
        return tasks.of(image.id());
    }

    @Transactional(Transactional.TxType.MANDATORY)
    void place(Caller caller, Image image, ImportRequest order) {
        var task = new ImportTask(image.id(), image.owner(), caller, request.requestId(), order, clock.instant());
        tasks.add(task);
        ordered.fire(new Ordered(task.kind()));
    }
}
