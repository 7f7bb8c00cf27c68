package io.virga.image.importing;

import io.virga.image.image.Images;
import io.virga.image.session.Completion;
import io.virga.model.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/// Takes the order to make the image of what an upload session has brought: an import, whose source is in the store.
@ApplicationScoped
class CompletionService {

    private final Images images;
    private final Completion sessions;
    private final ImportOrders orders;

    CompletionService(Images images, Completion sessions, ImportOrders orders) {
        this.images = images;
        this.sessions = sessions;
        this.orders = orders;
    }

    /// The order may be given twice. `NotFound` without a session, `Conflict` when parts are missing.
    @Transactional
    void complete(Caller caller, String id) {
        var image = images.getToChange(caller, id);
        if (sessions.close(image)) {
            var store = image.arriving().orElseThrow().store();
            orders.place(caller, image, ImportRequest.ofSession(store));
        }
    }
}
